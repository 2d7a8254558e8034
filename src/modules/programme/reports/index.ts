export { printedReport } from './print.ts'
export {
  byKind,
  composeReport,
  type ReportedAction,
  type ReportedOrientation,
  type ReportedThing,
  type YearReport,
} from './year.ts'
