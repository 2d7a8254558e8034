import type { Role } from '#platform/sessions'

/** Who reads the desk of the budget. */
export const EXPENSE_READERS: readonly Role[] = ['agent', 'finance-agent', 'administrator']
/** Who asks for an engagement and prepares its liquidations. */
export const INSTRUCTORS: readonly Role[] = ['agent', 'finance-agent']
/** Who opens credits, engages, signs and records what the comptable did; a delegation lends it for a time. */
export const FINANCE_ROLES: readonly Role[] = ['finance-agent']
/** Who looks into the alarms of the journal. */
export const ALARM_ROLES: readonly Role[] = ['finance-agent', 'administrator']
