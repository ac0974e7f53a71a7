export type FrameWatch = {
  /** Milliseconds from frame to frame, as the browser stamps them. */
  readonly intervals: readonly number[];
  /** Durations of the tasks of 50 ms and more. */
  readonly longTasks: readonly number[];
};

export type Counts = { readonly recorded: number; readonly shown: number; readonly isCounting: boolean };

/** Rows in view, by their place among those shown, from 0. */
export type RowsInView = {
  readonly first: number;
  readonly last: number;
  /** There are some, with no hole between them, none above and none below. */
  readonly isWhole: boolean;
  readonly texts: readonly string[];
};

export type Kit = {
  /** By its accessible name. */
  field(name: string): HTMLElement;
  fill(name: string, text: string): void;
  button(name: string): HTMLButtonElement;
  grid(): HTMLElement;
  counts(): Counts;
  rowsInView(): RowsInView;
  /** Looks in every frame; resolves when what made it true has been painted. */
  painted(isThere: () => boolean): Promise<void>;
  watchFrames(): void;
  /** Ends the watching; empty where there was none. */
  framesWatched(): FrameWatch;
};

declare global {
  var kit: Kit;
}

/** Runs in the page, so it may use nothing of this file. */
export function installKit(): void {
  const whole = (text: string | undefined) => Number((text ?? '').replaceAll(/\D/g, ''));
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const named = (selector: string, name: string) => {
    const isNamed = (element: Element) =>
      element.getAttribute('aria-label') === name || (element.textContent ?? '').trim().startsWith(name);
    return [...document.querySelectorAll<HTMLElement>(selector)].find(isNamed);
  };
  const there = <T>(found: T | null | undefined, what: string): T => {
    if (found === null || found === undefined) throw new Error(`there is no ${what}`);
    return found;
  };
  let stamps: number[] = [];
  let longTasks: number[] = [];
  let observer: PerformanceObserver | undefined;
  let isWatching = false;

  globalThis.kit = {
    field(name) {
      const label = [...document.querySelectorAll('label')].find((element) => element.textContent?.trim() === name);
      return there(label?.control ?? named('input, textarea, select, [role="textbox"]', name), `field ${name}`);
    },
    fill(name, text) {
      const field = this.field(name);
      if (field.isContentEditable) {
        field.focus();
        getSelection()?.selectAllChildren(field);
        // As a script of the browser's own would: the editor takes it from the event.
        const typed = { inputType: 'insertText', data: text, bubbles: true, cancelable: true };
        field.dispatchEvent(new InputEvent('beforeinput', typed));
        return;
      }
      Object.assign(field, { value: text });
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    },
    button: (name) => there(named('button:not([role="tab"])', name), `button ${name}`) as HTMLButtonElement,
    grid: () => there(named('[role="grid"]', 'Timeline'), 'timeline'),
    counts() {
      const text = named('[role="status"]', 'Counts')?.textContent ?? '';
      const [recorded, shown] = text.split('·');
      return { recorded: whole(recorded), shown: whole(shown), isCounting: text.includes('counting') };
    },
    rowsInView() {
      // The first run has no timeline yet.
      if (!named('[role="grid"]', 'Timeline')) return { first: -1, last: -1, isWhole: false, texts: [] };
      const frame = this.grid().getBoundingClientRect();
      const head = there(this.grid().querySelector('[role="row"]'), 'head').getBoundingClientRect();
      const inView = [...this.grid().querySelectorAll('[role="row"][data-seq]')]
        .map((row) => ({ row, rect: row.getBoundingClientRect() }))
        .filter(({ rect }) => rect.bottom > head.bottom + 1 && rect.top < frame.bottom - 1)
        .sort((a, b) => a.rect.top - b.rect.top);
      const places = inView.map(({ row }) => Number(row.getAttribute('aria-rowindex')) - 2);
      const rowCount = Number(this.grid().getAttribute('aria-rowcount')) - 1;
      const first = places[0] ?? -1;
      const last = places.at(-1) ?? -1;
      const reachesEnd = (inView.at(-1)?.rect.bottom ?? 0) >= frame.bottom - 1 || last === rowCount - 1;
      const isWhole =
        places.every((place, i) => place === first + i) &&
        (inView[0]?.rect.top ?? Infinity) <= head.bottom + 1 &&
        reachesEnd;
      return { first, last, isWhole, texts: inView.map(({ row }) => row.textContent ?? '') };
    },
    async painted(isThere) {
      const startedAt = performance.now();
      while (!isThere()) {
        if (performance.now() - startedAt > 120_000) throw new Error(`never painted: ${isThere.toString()}`);
        await nextFrame();
      }
      // The first frame callback after a change runs before that change is painted, the second one after.
      await nextFrame();
      await nextFrame();
    },
    watchFrames() {
      stamps = [];
      longTasks = [];
      isWatching = true;
      const stamp = (at: number) => {
        stamps.push(at);
        if (isWatching) requestAnimationFrame(stamp);
      };
      requestAnimationFrame(stamp);
      observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(duration);
      });
      observer.observe({ type: 'longtask' });
    },
    framesWatched() {
      isWatching = false;
      for (const { duration } of observer?.takeRecords() ?? []) longTasks.push(duration);
      observer?.disconnect();
      return { intervals: stamps.slice(1).map((at, i) => at - (stamps[i] ?? at)), longTasks };
    },
  };
}
