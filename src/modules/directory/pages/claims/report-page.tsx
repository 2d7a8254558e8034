import type { Settings } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { ChoiceField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { telephoneHref } from '#ui/frame'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { REPORT_KINDS, REPORT_LIMITS, REPORT_WORDS, type Report } from '../../claims/reports.ts'
import { shownName } from '../../names.ts'
import { trailOf } from './claim-page.tsx'

/** `/annuaire/:slug/signaler` */
export function ReportPage(props: {
  readonly site: SiteFrame
  readonly structure: { readonly slug: string; readonly title: string }
  readonly contact: Settings['contact']
  readonly keys: HiddenKeys
  readonly state: FormState
}) {
  const { site, structure, contact, keys, state } = props
  return (
    <Page
      site={site}
      title="Signaler une erreur"
      description="Dire ce qui ne va pas sur une page de l’annuaire."
      trail={trailOf(structure)}
      unlisted
    >
      <PageHeader
        kicker={shownName(structure.title)}
        title="Qu’est-ce qui ne va pas ?"
        lead="Un agent lit chaque signalement. Pas besoin de compte."
      />
      <Form action={`/annuaire/${structure.slug}/signaler`} keys={keys} state={state}>
        <ChoiceField
          name="sujet"
          label="De quoi s’agit-il ?"
          state={state}
          options={REPORT_KINDS.map((kind) => ({
            value: kind,
            label: REPORT_WORDS[kind],
            hint: kind === 'withdrawal' ? 'Nous répondons en 24 heures. Vous n’avez pas à expliquer.' : undefined,
          }))}
        />
        <TextArea
          name="message"
          label="Ce qui ne va pas, et ce qui serait juste"
          hint="N’écrivez le nom de personne."
          state={state}
          optional
          rows={5}
          maxlength={REPORT_LIMITS.body}
        />
        <TextField
          name="email"
          label="Votre adresse e-mail"
          hint="Pour vous répondre, et pour rien d’autre."
          state={state}
          optional
          type="email"
          autocomplete="email"
          maxlength={REPORT_LIMITS.email}
        />
        {contact.telephone !== null && <Urgent telephone={contact.telephone} />}
        <SubmitRow label="Envoyer mon signalement" />
      </Form>
    </Page>
  )
}

function Urgent({ telephone }: { readonly telephone: string }) {
  return (
    <p class="hint">
      C’est urgent ? Appelez le <a href={telephoneHref(telephone)}>{telephone}</a>.
    </p>
  )
}

/** The receipt: what it is, when somebody answers; never what was written, nor about whom. */
export function ReportedPage({ site, report }: { readonly site: SiteFrame; readonly report: Report }) {
  const { reference, receivedAt, dueAt, answeredAt, email } = report
  const isAnswered = answeredAt !== null
  return (
    <Page site={site} title="Signalement reçu" description="Votre signalement est arrivé." unlisted>
      <PageHeader
        kicker={isAnswered ? 'C’est traité' : 'C’est envoyé'}
        title={isAnswered ? 'Un agent a répondu.' : 'Nous avons reçu votre signalement.'}
        lead={`Le ${formatInstant(receivedAt)}.`}
      >
        <p>
          Sa référence : <strong class="receipt">{reference}</strong>. Donnez-la si vous nous appelez.
        </p>
      </PageHeader>
      <p>
        {isAnswered && `Réponse faite le ${formatInstant(answeredAt)}.`}
        {!isAnswered && dueAt !== null && `Nous répondons avant le ${formatInstant(dueAt)}.`}
        {!isAnswered && dueAt === null && email !== null && 'Une personne vous répondra à votre adresse.'}
        {!isAnswered &&
          dueAt === null &&
          email === null &&
          'Sans adresse, la réponse sera dite ici : gardez la référence.'}
      </p>
      <p>
        <ButtonLink href="/annuaire" weight="quiet">
          Revenir à l’annuaire
        </ButtonLink>
      </p>
    </Page>
  )
}
