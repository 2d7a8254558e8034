import type { Telling } from '#kernel/tally'
import { EmptyState } from '#ui/message'

/** Why a project won or lost: a line that opens, and the arithmetic one tap below. */
export function Why({ telling, label }: { readonly telling: Telling; readonly label: string }) {
  return (
    <details class="why">
      <summary>{label}</summary>
      <Told telling={telling} />
    </details>
  )
}

/** Sentences anybody can follow, then « Le calcul » for who wants it. */
export function Told({ telling }: { readonly telling: Telling }) {
  return (
    <div class="telling">
      {telling.sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
      {telling.reckoning.length > 0 && (
        <details>
          <summary>Le calcul</summary>
          <ul class="reckoning">
            {telling.reckoning.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** Where explanations will be, while they are computed. */
export function NotToldYet({ what }: { readonly what: string }) {
  return (
    <EmptyState title={`${what} en cours de calcul.`}>
      <p>
        Le calcul se fait une fois, après la publication. Il dure quelques minutes : revenez ensuite sur cette page.
      </p>
    </EmptyState>
  )
}
