export { type AuditedAct, recordAudit } from './record.ts'
export { sealTrail } from './seal.ts'
export { auditCrontab, auditTasks } from './tasks.ts'
export { type TrailReport, verifyTrail } from './verify.ts'
