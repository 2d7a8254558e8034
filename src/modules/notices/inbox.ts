/** What a person was told, as they read it. */
export type InboxMessage = {
  readonly id: string
  /** Of its subject, as « agenda ». */
  readonly subject: string
  readonly sentence: string
  readonly href: string
  readonly toldAt: Date
  readonly isRead: boolean
  readonly isPutAway: boolean
}

/** Which of their messages somebody looks at. */
export type InboxFilter = {
  /** Of one subject; all by default. */
  readonly subject?: string | undefined
  /** Those put away, instead of the others. */
  readonly isPutAway: boolean
}

export type InboxPage = {
  readonly messages: readonly InboxMessage[]
  readonly total: number
  readonly unread: number
  /** From 1; the last one when what was asked for is beyond. */
  readonly page: number
  readonly pageCount: number
}

/** What one may do with a message. */
export const MESSAGE_ACTS = ['ouvrir', 'lu', 'ranger', 'ressortir'] as const
export type MessageAct = (typeof MESSAGE_ACTS)[number]

export function isMessageAct(text: string | undefined): text is MessageAct {
  return MESSAGE_ACTS.some((act) => act === text)
}

export type InboxRefusal = 'message-unknown'

export const MESSAGES_A_PAGE = 20
