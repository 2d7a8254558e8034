import { Button } from '#ui/action'
import { ErrorSummary, type FormState, TextArea } from '#ui/form'
import { formatInteger } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { SealedPoll } from '../../sealed/poll.ts'

/** What the log says of a receipt. `wait`: it is newer than what is shown; an hour tells. */
export type ProofAnswer =
  | { readonly kind: 'unreadable'; readonly sentence: string }
  | { readonly kind: 'other-poll' | 'not-ours' | 'wait' }
  | { readonly kind: 'there' | 'missing'; readonly leafIndex: number }

/** `/scrutins/:slug/registre/preuve`: is this ballot in the log? */
export function ProofPage(props: {
  readonly site: SiteFrame
  readonly poll: SealedPoll
  readonly typed?: string
  readonly answer?: ProofAnswer
}) {
  const { site, poll, typed = '', answer } = props
  const path = `/scrutins/${poll.slug}`
  const errors = answer?.kind === 'unreadable' ? { recu: answer.sentence } : {}
  // A search writes nothing: the sentence of forms, « rien n’est encore enregistré », would frighten who has voted.
  const problem =
    answer?.kind === 'unreadable' ? { problem: 'Cette ligne ne se lit pas. Votre vote n’a pas changé.' } : {}
  const state: FormState = { values: { recu: typed }, errors, ...problem }
  return (
    <Page
      site={site}
      title="Chercher mon bulletin"
      description={`Retrouvez votre bulletin dans le registre public du vote : ${poll.manifest.title}.`}
      current="/scrutins"
      unlisted
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.manifest.title, href: path },
        { label: 'Le registre public du vote', href: `${path}/registre` },
      ]}
    >
      <PageHeader
        title="Chercher mon bulletin"
        lead="Copiez la ligne de votre reçu. Elle ne dit pas ce que vous avez choisi, et nous ne la gardons pas."
      />
      {answer && <Answer answer={answer} />}
      <form class="form" action={`${path}/registre/preuve`} method="post" novalidate>
        <ErrorSummary state={state} />
        <TextArea name="recu" label="Ligne du reçu" hint="Elle commence par « filigrane1 »." state={state} rows={4} />
        <Button>Chercher</Button>
      </form>
    </Page>
  )
}

function Answer({ answer }: { readonly answer: ProofAnswer }) {
  switch (answer.kind) {
    case 'unreadable':
      return null
    case 'other-poll':
      return <Notice kind="warning" title="Ce reçu est celui d’un autre vote. Ouvrez la page de ce vote-là." />
    case 'not-ours':
      return (
        <Notice
          kind="error"
          title="Ce reçu n’a pas été donné par ce site. Gardez-le et prévenez la commission de contrôle."
        />
      )
    case 'wait':
      return <Notice kind="info" title="Votre vote est trop récent pour le registre public. Revenez dans une heure." />
    case 'there':
      return (
        <Notice
          kind="success"
          title={`Votre bulletin est dans le registre, à la ligne ${formatInteger(answer.leafIndex)}.`}
        />
      )
    case 'missing':
      return (
        <Notice
          kind="error"
          title={`Votre bulletin n’est pas à la ligne ${formatInteger(answer.leafIndex)}, où il devrait être. Gardez votre reçu et prévenez la commission de contrôle.`}
        />
      )
  }
}
