import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const MARK = { backgroundImage: 'none', textDecorationLine: 'underline', textDecorationThickness: '1.5px' };

const look = EditorView.theme({
  '&': {
    backgroundColor: 'var(--bg-0)',
    color: 'var(--text-1)',
    flex: '1',
    fontSize: '12px',
    maxHeight: '148px',
    minWidth: '0',
  },
  '&.cm-focused': { outline: 'none' },
  // Over the gutter too, which lies above the text.
  '&.cm-focused::after': {
    position: 'absolute',
    zIndex: '201',
    inset: '0',
    border: '2px solid var(--accent)',
    content: '""',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontVariantLigatures: 'none', lineHeight: '17px', overflow: 'auto' },
  '.cm-content': { minHeight: '44px', padding: '5px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 8px 0 6px' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--bg-0)', color: 'var(--text-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '24px', padding: '0 2px 0 8px' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused .cm-matchingBracket': { outline: '1px solid var(--accent)', backgroundColor: 'transparent' },
  '&.cm-focused .cm-nonmatchingBracket': { outline: '1px solid var(--error)', backgroundColor: 'transparent' },
  '.cm-lintRange-error': { ...MARK, textDecorationColor: 'var(--error)', textDecorationStyle: 'wavy' },
  '.cm-lintRange-warning': { ...MARK, textDecorationColor: 'var(--warning)', textDecorationStyle: 'dashed' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--error)' },
  '.cm-tooltip': { border: '1px solid var(--control)', backgroundColor: 'var(--bg-1)', color: 'var(--text-1)' },
  '.cm-diagnostic': { padding: '3px 8px', border: '0', fontFamily: 'var(--ui)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '180px', fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '17px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--sel)', color: 'var(--text-1)' },
  '.cm-completionDetail': { color: 'var(--text-2)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '.cm-variable': { borderRadius: '2px', backgroundColor: 'color-mix(in srgb, var(--accent) 20%, transparent)' },
});

/** As in the timeline: keys stand back behind values, texts and numbers are told apart by their shape. */
const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--text-2)' },
  { tag: tags.string, color: 'var(--text-1)' },
  { tag: tags.number, color: 'var(--received)' },
  { tag: [tags.bool, tags.null], color: 'var(--upgrade)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--text-3)' },
]);

export const EDITOR_THEME: Extension = [look, syntaxHighlighting(highlight)];
