export { createEvent, moveEvent, register } from './commands/index.ts'
export type { AgendaEvent, EventDraft, Kind, Session } from './model.ts'
export { KIND_WORDS, KINDS } from './model.ts'
export { agendaCrontab, agendaTasks } from './tasks.ts'
