import { mountChoose } from './vote/choose.ts'
import { mountClosed } from './vote/closed.ts'
import { mountConfirm } from './vote/confirm.ts'
import { mountRecorded } from './vote/recorded.ts'
import { mountReview } from './vote/review.ts'

// The journey of a vote: choices stay on this device from the first tap, and leave it sealed. The pages work without this
// script too, and say then that the server sees the choices.

const PARTS: Readonly<Record<string, (place: HTMLElement) => void>> = {
  choose: mountChoose,
  review: mountReview,
  confirm: mountConfirm,
  recorded: mountRecorded,
  closed: mountClosed,
}

for (const place of document.querySelectorAll<HTMLElement>('[data-vote]')) PARTS[place.dataset.vote ?? '']?.(place)
