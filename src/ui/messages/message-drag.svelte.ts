import type { MessageFolder, SavedMessage } from '../../storage/stored-message.ts';
import { messagesIn } from './library-lines.ts';
import type { MessagesModel } from './messages-model.svelte.ts';

type Line = SavedMessage | MessageFolder;
export type DropPlace = 'above' | 'below' | 'into';

/** What is being dragged, and where it would fall. */
export class MessageDrag {
  readonly #model: MessagesModel;
  #dragged = $state.raw<Line>();
  #over = $state.raw<{ readonly id: string; readonly place: DropPlace }>();

  constructor(model: MessagesModel) {
    this.#model = model;
  }

  placeAt({ id }: Line): DropPlace | undefined {
    return this.#over?.id === id && this.#dragged?.id !== id ? this.#over.place : undefined;
  }

  start(event: DragEvent, line: Line): void {
    this.#dragged = line;
    if (!event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    // Firefox drags nothing that carries nothing.
    event.dataTransfer.setData('text/plain', line.name);
  }

  over(event: DragEvent & { readonly currentTarget: HTMLElement }, line: Line): void {
    const place = this.#dragged && placeFor(this.#dragged, line, isLowerHalf(event));
    if (!place) return;
    // Without this the browser would not let it fall here.
    event.preventDefault();
    event.stopPropagation();
    this.#over = { id: line.id, place };
  }

  /** Beside all lines: to the end of those that are in no folder. */
  overNothing(event: DragEvent): void {
    if (this.#dragged && 'message' in this.#dragged) event.preventDefault();
    this.#over = undefined;
  }

  async drop(event: DragEvent, line?: Line): Promise<void> {
    const dragged = this.#dragged;
    const place = line && this.placeAt(line);
    event.stopPropagation();
    this.end();
    if (!dragged || (line && !place)) return;
    event.preventDefault();
    if (!('message' in dragged)) {
      if (line) await this.#model.moveFolder(dragged, this.#beforeAt(this.#model.shelf.folders, line, place));
    } else if (!line) await this.#model.move(dragged, { folder: undefined });
    else if (!('message' in line)) await this.#model.move(dragged, { folder: line.id });
    else {
      const before = this.#beforeAt(messagesIn(this.#model.shelf, line.folder), line, place);
      await this.#model.move(dragged, { folder: line.folder, ...(before !== undefined && { before }) });
    }
  }

  end(): void {
    this.#dragged = undefined;
    this.#over = undefined;
  }

  #beforeAt(lines: readonly Line[], { id }: Line, place: DropPlace | undefined): string | undefined {
    return place === 'above' ? id : lines[lines.findIndex((line) => line.id === id) + 1]?.id;
  }
}

function placeFor(dragged: Line, line: Line, isLower: boolean): DropPlace | undefined {
  const isMessage = 'message' in dragged;
  if (isMessage && !('message' in line)) return 'into';
  if (isMessage !== 'message' in line) return undefined;
  return isLower ? 'below' : 'above';
}

function isLowerHalf({ clientY, currentTarget }: DragEvent & { readonly currentTarget: HTMLElement }): boolean {
  const { top, height } = currentTarget.getBoundingClientRect();
  return clientY > top + height / 2;
}
