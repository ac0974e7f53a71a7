import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

type OnFiles = (files: readonly File[], from: number, to: number) => void;

/**
 * Text that comes in one piece (a paste by assistive technology, a script that fills the field) goes straight into the
 * document: the browser would lay out megabytes of it first. Files go to `onfiles`.
 */
export function replacing(onfiles: OnFiles): Extension {
  return EditorView.domEventHandlers({
    beforeinput(event, view) {
      const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      if (view.composing || text === '' || !event.inputType.startsWith('insert')) return false;
      const { from, to } = rangeOf(view);
      // A single key is the editor's own affair.
      if (text.length === 1 && to - from < view.state.doc.length) return false;
      event.preventDefault();
      view.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor: from + view.state.toText(text).length },
        userEvent: 'input.paste',
        scrollIntoView: true,
      });
      return true;
    },
    drop(event, view) {
      const files = filesOf(event.dataTransfer);
      if (files.length === 0) return false;
      event.preventDefault();
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;
      onfiles(files, at, at);
      return true;
    },
    paste(event, view) {
      const files = filesOf(event.clipboardData);
      if (files.length === 0) return false;
      event.preventDefault();
      const { from, to } = view.state.selection.main;
      onfiles(files, from, to);
      return true;
    },
  });
}

/**
 * What is selected on the screen, which the editor's own state may not know yet. Where all that is drawn is selected,
 * all of the document is meant.
 */
function rangeOf(view: EditorView): { readonly from: number; readonly to: number } {
  const { contentDOM, viewport, state } = view;
  const selection = document.getSelection();
  const { anchorNode = null, focusNode = null } = selection ?? {};
  if (!selection || !anchorNode || !focusNode) return state.selection.main;
  if (!contentDOM.contains(anchorNode) || !contentDOM.contains(focusNode)) return state.selection.main;
  const anchor = view.posAtDOM(anchorNode, selection.anchorOffset);
  const head = view.posAtDOM(focusNode, selection.focusOffset);
  const from = Math.min(anchor, head);
  const to = Math.max(anchor, head);
  return from <= viewport.from && to >= viewport.to ? { from: 0, to: state.doc.length } : { from, to };
}

function filesOf(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])];
}
