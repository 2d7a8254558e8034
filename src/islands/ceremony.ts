import { mountCeremony } from './ceremony/making.ts'
import { mountProof } from './ceremony/proof.ts'
import { mountRehearsal } from './ceremony/rehearsal.ts'

// The pages of a bureau: the key is made here and split here, and shares are typed back here. What leaves the page is the
// public half, what recognises each share, and what was found; never a share.

const PARTS: Readonly<Record<string, (place: HTMLElement) => void>> = {
  making: mountCeremony,
  rehearsal: mountRehearsal,
  proof: mountProof,
}

for (const place of document.querySelectorAll<HTMLElement>('[data-bureau]')) {
  PARTS[place.dataset.bureau ?? '']?.(place)
  place.hidden = false
}
