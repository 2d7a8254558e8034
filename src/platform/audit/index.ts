export { type AuditedAct, recordAudit } from './record.ts'
