export { actOnDossier, actOnDossiers, noteOnDossier } from './desk.ts'
export { beginDossier, fileDossier, type Hand, withdrawDossier } from './dossiers.ts'
export {
  askToPublishEdition,
  changeEdition,
  moveWindow,
  openEdition,
  openScheme,
  publishEdition,
  rewordScheme,
} from './editions.ts'
export { beginForm, changeForm, publishForm } from './forms.ts'
export { acknowledgeForm, addEntry, type Kept, removeEntry, type TypedAnswer, writeAnswers } from './writing.ts'
