export { type KeyStep, luhnSteps } from './key.ts'
export { isRna, isSiren, isSiret, type NumberRefusal, type OrganisationNumber, readOrganisationNumber } from './read.ts'
export { NUMBER_SENTENCES, sentenceOfKey } from './sentences.ts'
