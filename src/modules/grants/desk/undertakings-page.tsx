import { frenchCents } from '#kernel/money'
import { Button } from '#ui/action'
import { DeskPage } from '#ui/desk'
import {
  ChoiceField,
  EMPTY_FORM,
  ErrorSummary,
  Form,
  type FormState,
  type HiddenKeys,
  SubmitRow,
  TextField,
} from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState } from '#ui/message'
import { MoneyField } from '#ui/money-field'
import { DataTable } from '#ui/table'
import { DE_MINIMIS_WORDS } from '../sentences.ts'
import type { DeclaredAid, Membership } from '../store/index.ts'
import { GRANTS, type Shell } from './parts.ts'

export const AIDS = `${GRANTS.href}/de-minimis`

/** The acts of the page: which one came back says where its answers are shown. */
export const ACTS = ['declarer', 'retirer', 'rattacher', 'detacher'] as const
export type ActName = (typeof ACTS)[number]

type Props = Shell & {
  readonly aids: readonly DeclaredAid[]
  readonly memberships: readonly Membership[]
  readonly mayWrite: boolean
  readonly sent: { readonly act: ActName; readonly state: FormState } | undefined
  readonly keysFor: () => HiddenKeys
}

/** `/agents/subventions/de-minimis`: what others gave, and the enterprises that are one. */
export function UndertakingsPage(props: Props) {
  const { site, desk, sent } = props
  const isOfTable = sent?.act === 'retirer' || sent?.act === 'detacher'
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Aides de minimis"
      description="Les aides de minimis déclarées, et les entreprises qui n’en font qu’une."
      current={GRANTS.href}
      trail={[GRANTS]}
    >
      <PageHeader
        title="Aides de minimis"
        lead="Le plafond compte toutes les aides d’une entreprise unique, les nôtres et celles des autres, sur trois ans."
      />
      {isOfTable && <ErrorSummary state={sent.state} />}
      <Section id="registre" title="Les nôtres">
        <DownloadList
          downloads={[
            {
              href: `${AIDS}.csv`,
              format: 'CSV',
              label: 'Registre des aides de minimis',
              what: 'Celles que nous avons accordées, aux personnes morales.',
            },
          ]}
        />
      </Section>
      <Section id="declarees" title="Celles des autres, déclarées par le bénéficiaire">
        <Aids {...props} />
        {props.mayWrite && <Declare {...props} />}
      </Section>
      <Section
        id="uniques"
        title="Entreprises uniques"
        lead="Deux entreprises dont l’une contrôle l’autre partagent un seul plafond."
      >
        <Memberships {...props} />
        {props.mayWrite && <Join {...props} />}
      </Section>
    </DeskPage>
  )
}

function Aids({ aids, mayWrite, keysFor }: Props) {
  return (
    <DataTable
      caption="Aides déclarées"
      captionHidden
      rows={aids}
      columns={[
        { header: 'SIREN', namesRow: true, cell: ({ siren }) => siren },
        { header: 'Accordée', cell: ({ grantedOn }) => formatDay(grantedOn) },
        { header: 'Par', cell: ({ grantedBy }) => grantedBy },
        { header: 'Règlement', cell: ({ regime }) => DE_MINIMIS_WORDS[regime] },
        { header: 'Montant', align: 'end', cell: (aid) => frenchCents(aid.cents) },
        ...(mayWrite
          ? [
              {
                header: 'Erreur ?',
                cell: ({ id, siren }: DeclaredAid) => (
                  <Form action={`${AIDS}/retirer`} keys={keysFor()} keep={{ id }}>
                    <Button weight="quiet">
                      Retirer<span class="hidden"> l’aide de {siren}</span>
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
      empty={<EmptyState title="Aucune aide n’est encore déclarée." />}
    />
  )
}

function Declare({ sent, keysFor }: Props) {
  const state = sent?.act === 'declarer' ? sent.state : EMPTY_FORM
  return (
    <Form action={`${AIDS}/declarer`} keys={keysFor()} state={state}>
      <h3>Noter une aide déclarée</h3>
      <TextField name="siren" label="SIREN de l’entreprise" hint="9 chiffres." state={state} width={12} />
      <TextField name="par" label="Qui l’a accordée" state={state} maxlength={200} />
      <TextField name="le" label="Accordée le" type="date" state={state} width={14} />
      <MoneyField name="montant" label="Montant" state={state} />
      <ChoiceField
        name="reglement"
        label="Règlement"
        state={state}
        options={Object.entries(DE_MINIMIS_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <SubmitRow label="Noter cette aide" />
    </Form>
  )
}

function Memberships({ memberships, mayWrite, keysFor }: Props) {
  return (
    <DataTable
      caption="Entreprises uniques"
      captionHidden
      rows={memberships}
      columns={[
        { header: 'Entreprise', namesRow: true, cell: ({ siren }) => siren },
        { header: 'Ne fait qu’une avec', cell: ({ headSiren }) => headSiren },
        { header: 'Source', cell: ({ source }) => source },
        ...(mayWrite
          ? [
              {
                header: 'Plus vrai ?',
                cell: ({ siren }: Membership) => (
                  <Form action={`${AIDS}/detacher`} keys={keysFor()} keep={{ siren }}>
                    <Button weight="quiet">
                      Retirer<span class="hidden"> le lien de {siren}</span>
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
      empty={<EmptyState title="Aucun lien entre entreprises n’est encore noté." />}
    />
  )
}

function Join({ sent, keysFor }: Props) {
  const state = sent?.act === 'rattacher' ? sent.state : EMPTY_FORM
  return (
    <Form action={`${AIDS}/rattacher`} keys={keysFor()} state={state}>
      <h3>Noter que deux entreprises n’en font qu’une</h3>
      <TextField name="membre" label="SIREN de l’entreprise" hint="9 chiffres." state={state} width={12} />
      <TextField name="tete" label="SIREN de celle qui la contrôle" hint="9 chiffres." state={state} width={12} />
      <TextField name="source" label="D’où vous le savez" state={state} maxlength={300} />
      <SubmitRow label="Noter ce lien" />
    </Form>
  )
}
