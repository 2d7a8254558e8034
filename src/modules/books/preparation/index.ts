export { checkAmounts, checkOpen, decideProposal, decideStep, latestOf, retainedOf } from './decide.ts'
export { noteOf, workbookOf } from './documents.ts'
