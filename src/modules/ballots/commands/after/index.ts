export { confirmDestruction, proposeDestruction, withdrawDestruction } from './destroy.ts'
export { liftContestation, recordContestation, saveTerms, type TermsRefusal } from './terms.ts'
