export {
  answerQuestion,
  claimPage,
  giveUpClaim,
  type PiecesRefusal,
  type Proven,
  proveByCode,
} from './claiming.ts'
export { answerClaim, setAmbassador } from './deciding.ts'
export { answerDeclaration, declareStructure } from './declaring.ts'
export { type Reading, readText, saveOwnWords, type TextReader } from './own-words.ts'
export { answerReport, sendReport } from './reports.ts'
export { setDirectorySettings } from './settings.ts'
