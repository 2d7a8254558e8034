export {
  decideRecognition,
  KIND_WORDS,
  RECORDABLE,
  type RecognitionDraft,
  type RecognitionRow,
  type Standing,
  standingOn,
  warningDue,
} from './model.ts'
export { EVENT_WORDS, RECOGNITION_REFUSALS, STANDING_WORDS } from './sentences.ts'
