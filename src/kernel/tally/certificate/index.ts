export { certificateOf } from './certify.ts'
export { checkCertificate } from './check.ts'
export type * from './model.ts'
export { sentenceOfCertificateFault, sentencesOfProof } from './sentences.ts'
