import { autocompletion, completionKeymap, type CompletionSource } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
} from '@codemirror/view';
import { keyPlace } from './key-place.ts';
import type { KnownKey } from './known-keys.ts';
import { adoptEditorStyles } from './editor-styles.ts';
import { EDITOR_THEME } from './editor-theme.ts';
import { replacing } from './whole-input.ts';

export type EditorHost = {
  onchange(text: string): void;
  /** Files that were dropped or pasted, and where; there the text that `at` leads to is put in. */
  onfiles(files: readonly File[], from: number, to: number): void;
  /** What `{{` may be followed by. */
  variables(): readonly { readonly name: string; readonly about: string }[];
  /** Keys that were seen at a place of such arguments. */
  keysAt(path: readonly string[]): Promise<readonly KnownKey[]>;
};

/** A stretch of the text that is wrong. */
export type Mark = { readonly from: number; readonly to: number; readonly sentence: string; readonly isError: boolean };

/** The editor of a JSON text. What it holds is what was shown or typed last. */
export class CodeEditor {
  readonly #view: EditorView;
  readonly #attributes = new Compartment();

  constructor(parent: HTMLElement, text: string, host: EditorHost) {
    adoptEditorStyles();
    this.#view = new EditorView({ parent, state: this.#stateOf(text, host) });
  }

  #stateOf(doc: string, host: EditorHost): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        json(),
        EDITOR_THEME,
        EditorView.lineWrapping,
        variableMarks,
        autocompletion({ override: [variablesFrom(host), keysFrom(host)], icons: false }),
        // Ctrl Enter emits, and is the form's.
        keymap.of([
          ...completionKeymap,
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Shift-Mod-k'),
          ...historyKeymap,
        ]),
        this.#attributes.of([]),
        replacing(host.onfiles),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) host.onchange(state.doc.toString());
        }),
      ],
    });
  }

  get hasFocus(): boolean {
    return this.#view.hasFocus;
  }

  focus(): void {
    this.#view.focus();
  }

  /** Does nothing where the text is there already, so that what is typed keeps its caret. */
  show(text: string): void {
    const { state } = this.#view;
    const wanted = state.toText(text);
    if (!state.doc.eq(wanted)) this.#view.dispatch({ changes: { from: 0, to: state.doc.length, insert: wanted } });
  }

  mark(marks: readonly Mark[]): void {
    const { length } = this.#view.state.doc;
    const diagnostics = marks.map(({ from, to, sentence, isError }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: isError ? ('error' as const) : ('warning' as const),
      message: sentence,
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** For assistive technology: the attributes of its text box. */
  describe(attributes: Readonly<Record<string, string>>): void {
    this.#view.dispatch({
      effects: this.#attributes.reconfigure(EditorView.contentAttributes.of({ ...attributes })),
    });
  }

  close(): void {
    this.#view.destroy();
  }
}

function variablesFrom(host: EditorHost): CompletionSource {
  return (context) => {
    const typed = context.matchBefore(/\{\{[ \t]*[\w$.-]*$/);
    if (!typed) return null;
    const from = typed.from + (/^\{\{[ \t]*/.exec(typed.text)?.[0].length ?? 0);
    const isClosed = /^[ \t]*\}\}/.test(context.state.sliceDoc(context.pos, context.pos + 8));
    const options = host
      .variables()
      .map(({ name, about }) => ({ label: name, detail: about, apply: isClosed ? name : `${name}}}` }));
    return { from, options, validFor: /^[\w$.-]*$/ };
  };
}

function keysFrom(host: EditorHost): CompletionSource {
  return async ({ state, pos }) => {
    const place = keyPlace(state.sliceDoc(0, pos));
    if (!place) return null;
    const keys = await host.keysAt(place.path);
    const isClosed = state.sliceDoc(pos, pos + 1) === '"';
    const options = keys.map(({ name, about }) => {
      const key = JSON.stringify(name).slice(1, -1);
      return { label: name, detail: about, apply: isClosed ? key : `${key}": ` };
    });
    return { from: place.from, options, validFor: /^[^"\\]*$/ };
  };
}

const variableDecorator = new MatchDecorator({
  regexp: /\{\{[ \t]*\$?[\p{L}_][\p{L}\p{N}_.-]*[ \t]*\}\}/gu,
  decoration: Decoration.mark({ class: 'cm-variable' }),
});

const variableMarks = ViewPlugin.define(
  (view) => ({
    marks: variableDecorator.createDeco(view),
    update(update) {
      this.marks = variableDecorator.updateDeco(update, this.marks);
    },
  }),
  { decorations: ({ marks }) => marks },
);
