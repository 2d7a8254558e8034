export { type Asking, askChecks, type Patience } from './ask.ts'
export {
  findIncident,
  type Handling,
  insertIncident,
  insertStep,
  listIncidents,
  listSteps,
  lockIncident,
  lockOpenIncident,
  setClosed,
  setHandling,
  setPassing,
} from './incidents.ts'
export { insertRuns, lastAskedAt, listDays, listLastRuns, lockRounds, thinRuns } from './runs.ts'
export { readKeeping, setKeeping } from './settings.ts'
export { readStanding, SHOWN_DAYS } from './standing.ts'
