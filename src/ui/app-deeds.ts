import { showCode } from './code/code-request.svelte.ts';
import type { Deeds } from './deeds.ts';

/** The code of each comes with the first wish. */
export const APP_DEEDS: Deeds = {
  async replay(workspace) {
    const { replaySelection } = await import('./replay/start-replay.ts');
    await replaySelection(workspace);
  },
  async edit(workspace, row) {
    const { editRow } = await import('./composer/edit-row.ts');
    await editRow(workspace, row);
  },
  async compose(workspace, shape) {
    const { compose } = await import('./catalogue/compose.ts');
    await compose(workspace, shape);
  },
  async save(workspace, row) {
    const { saveRowAsMessage } = await import('./messages/save-row.ts');
    await saveRowAsMessage(workspace, row);
  },
  showCode,
  answerForm: () => import('./details/AnswerForm.svelte'),
  compareTab: () => import('./details/compare/CompareTab.svelte'),
};
