export { insertStep, insertValue, listSteps, listValues, withdrawValue } from './followed.ts'
export { findLineOfPayment, findMoneyYear, readMoney } from './money.ts'
export { forgetAsker, listActsOf } from './people.ts'
export { listThingsFor, readFollowed, readPartnerPages, readPlacesAround, readReport } from './reads.ts'
export { readStanding } from './standing.ts'
export { deleteTags, insertTags, listAimsOf, listTags, type Tag } from './tags.ts'
export { keyOf, listThingKinds, listThings, type Thing, type ThingKind } from './things.ts'
export {
  askPublication,
  type Draft,
  deleteDraft,
  findDraft,
  findLastPublication,
  findPublication,
  insertDraft,
  insertPublication,
  listPublications,
  lockDraft,
  type Reader,
  updateDraft,
} from './versions.ts'
