/** A text message to one person. */
export type Sms = {
  /** Of this message, opaque: who is given it twice sends it once. */
  readonly id: string
  /** In its international writing, « +33612345678 ». */
  readonly to: string
  /** One message of 160 signs at most (`plainSms`). */
  readonly text: string
}

/** Whether the operator took the message, or never will. What may do better later throws. */
export type SmsOutcome = 'sent' | 'refused'

/** Who sends text messages; nothing else in the house does. */
export type SmsSender = {
  /** @throws when the operator does not answer, or asks to wait: the job tries again */
  send(sms: Sms): Promise<SmsOutcome>
}

/** What messages cost, and what a day may hold. */
export type SmsRates = {
  readonly cents: bigint
  readonly dayCents: bigint
  readonly dayMessages: number
  /** Whether numbers of other countries are written to. */
  readonly acceptsAbroad: boolean
}
