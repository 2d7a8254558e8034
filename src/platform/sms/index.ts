export { httpSender, type SmsServer } from './http.ts'
export { outboxSender } from './outbox.ts'
export { plainSms } from './plain.ts'
export type { Sms, SmsOutcome, SmsRates, SmsSender } from './types.ts'
