export {
  askToPublish,
  editDraft,
  openDraft,
  publishDraft,
  recordStep,
  recordValue,
  tagThings,
} from './commands/index.ts'
export { programmeFrom } from './document.ts'
export {
  type Action,
  actionOfLine,
  findAction,
  listActions,
  listAims,
  type PlacedAction,
  type Programme,
  type Publication,
} from './model.ts'
export { findLastPublication, listAimsOf } from './store/index.ts'
