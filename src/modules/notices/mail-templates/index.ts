export type { TemplateRefusal } from './commands.ts'
