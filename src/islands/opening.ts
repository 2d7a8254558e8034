import { part } from './depouillement/dom.ts'
import { mountOpening } from './opening/page.ts'

// The page where the bureau opens a vote. Shares are typed here and given to a worker of this page; what leaves is the
// opened ballots, when somebody says so.

const place = document.querySelector<HTMLElement>('[data-opening]')
if (place) {
  mountOpening(place, part(place, '[data-part="open"]'))
  place.hidden = false
}
