export { askToPublish, editDraft, openDraft, publishDraft } from './draft.ts'
export { recordStep, recordValue, tagThings, withdrawValue } from './follow.ts'
