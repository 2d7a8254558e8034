import { grouped, type KeptMail, type MailParagraph } from '#platform/mail'
import { Form, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { sentenceOfState } from './states.ts'

/** `/demonstration/courriels`: what would have been sent, the last first, codes in sight. */
export function MailboxPage(props: {
  readonly site: SiteFrame
  readonly mails: readonly KeptMail[]
  /** Letters of the addresses looked for; '' for all. */
  readonly letters: string
  readonly keys: HiddenKeys
}) {
  const { site, mails, letters, keys } = props
  return (
    <Page
      site={site}
      title="Courriels de la démonstration"
      description="Ce que la démonstration aurait envoyé."
      current="/demonstration/courriels"
      unlisted
    >
      <PageHeader
        title="Courriels de la démonstration"
        lead="Ici se lisent les courriels que le service écrit. Dans une vraie installation, chacun ne reçoit que les siens."
      />
      <Section id="chercher" title="Chercher">
        <Notice kind="warning" title="Tout le monde peut lire cette page.">
          <p>
            N’écrivez pas votre vraie adresse dans la démonstration : prenez-en une inventée, comme
            essai@habitants.example.
          </p>
        </Notice>
        <Form action="/demonstration/courriels" keys={keys}>
          <TextField
            name="destinataire"
            label="Adresse, ou le début"
            autocomplete="off"
            spellcheck={false}
            maxlength={254}
            optional
            state={{ values: { destinataire: letters }, errors: {} }}
          />
          <SubmitRow
            label="Chercher"
            ways={letters === '' ? [] : [{ label: 'Tous les courriels', href: '/demonstration/courriels' }]}
          />
        </Form>
      </Section>
      <Section id="courriels" title={letters === '' ? 'Les derniers courriels' : `À « ${letters} »`}>
        {mails.length === 0 ? <NoMail isSearch={letters !== ''} /> : <Mails mails={mails} />}
      </Section>
    </Page>
  )
}

function NoMail({ isSearch }: { readonly isSearch: boolean }) {
  if (isSearch) {
    return (
      <EmptyState
        title="Aucun courriel à cette adresse."
        action={{ label: 'Tous les courriels', href: '/demonstration/courriels' }}
      >
        <p>Les codes s’effacent après un jour, les autres courriels après trente.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Aucun courriel encore." action={{ label: 'Se connecter', href: '/connexion' }}>
      <p>Demandez un code pour vous connecter : il arrivera ici.</p>
    </EmptyState>
  )
}

function Mails({ mails }: { readonly mails: readonly KeptMail[] }) {
  return (
    <EntryList
      level={3}
      entries={mails.map((mail) => ({
        href: `/demonstration/courriels/${mail.id}`,
        title: mail.subject,
        kicker: `${mail.recipient} · ${formatInstant(mail.writtenAt)}`,
        lead: codeOf(mail.paragraphs) ?? firstWords(mail.paragraphs),
        facts: [{ label: 'Envoi', value: sentenceOfState(mail.state) }],
      }))}
    />
  )
}

function codeOf(paragraphs: readonly MailParagraph[]) {
  const held = paragraphs.find((paragraph) => typeof paragraph === 'object' && 'code' in paragraph)
  return held && typeof held === 'object' && 'code' in held ? (
    <>
      Code : <strong class="mail-code">{grouped(held.code)}</strong>
    </>
  ) : undefined
}

function firstWords(paragraphs: readonly MailParagraph[]): string {
  const words = paragraphs
    .filter((paragraph) => typeof paragraph === 'string')
    .slice(0, 2)
    .join(' ')
  return words.length > 160 ? `${words.slice(0, 160)}…` : words
}
