import type { ArchiveList, ListStep, Outcome, PackageRow } from '#platform/archives'
import { limitsOf, type ShownAttachment } from '#platform/files'
import { Disclosure } from '#ui/disclosure'
import { EMPTY_FORM, Form, SubmitRow, TextField } from '#ui/form'
import { Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { AttachmentField, type HeldFile } from '#ui/upload'
import { ARCHIVES, type Shell } from './archives-page.tsx'
import { SCAN_RULES } from './scan-rules.ts'

export type ListPageProps = Shell & {
  readonly list: ArchiveList
  readonly steps: readonly ListStep[]
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly made: PackageRow | undefined
  readonly scans: readonly ShownAttachment[]
  readonly held: readonly HeldFile[]
  /** Whether the reader records what was signed. */
  readonly mayRecord: boolean
}

/** What may be recorded of a bordereau now: the visa, then the acknowledgment; or that it is given up. */
export function StepForms(props: ListPageProps) {
  const { state } = props.list
  return (
    <>
      <SignatureBox list={props.list} />
      {state === 'proposed' && (
        <SignedForm
          {...props}
          etape="visa"
          title="Enregistrer le visa"
          lead="Ce que les Archives ont signé. Dès qu’il est enregistré, le service agit, sur cette liste et rien d’autre."
          reference="Numéro du visa"
          submit="Enregistrer le visa"
        />
      )}
      {state === 'packed' && (
        <SignedForm
          {...props}
          etape="acknowledgment"
          title="Enregistrer l’accusé de réception"
          lead="Ce que les Archives vous ont envoyé quand elles ont pris en charge le paquet."
          reference="Numéro de l’accusé de réception"
          submit="Enregistrer l’accusé"
        />
      )}
      {(state === 'proposed' || state === 'packed') && <AbandonForm {...props} />}
    </>
  )
}

type SignedProps = ListPageProps & {
  readonly etape: 'visa' | 'acknowledgment'
  readonly title: string
  readonly lead: string
  readonly reference: string
  readonly submit: string
}

function SignedForm({ list, keys, state, held, etape, title, lead, reference, submit }: SignedProps) {
  const own = state.values.etape === 'abandon' ? EMPTY_FORM : state
  return (
    <Section id={etape} title={title} lead={lead}>
      <Form action={`${ARCHIVES}/${list.id}`} keys={keys} state={own} keep={{ etape }} files>
        <TextField name="signataire" label="Qui a signé : nom et fonction" state={own} maxlength={200} />
        <TextField name="jour" label="Jour de la signature" type="date" state={own} width={14} />
        <TextField name="reference" label={reference} state={own} maxlength={200} />
        <AttachmentField
          kind="archive-list"
          limits={limitsOf(SCAN_RULES)}
          state={own}
          held={held}
          label="Le document signé, numérisé"
        />
        <SubmitRow label={submit} note="Cela ne se défait pas." />
      </Form>
    </Section>
  )
}

function AbandonForm({ list, keys, state }: ListPageProps) {
  const own = state.values.etape === 'abandon' ? state : EMPTY_FORM
  return (
    <Section id="abandon" title="Ne pas aller plus loin">
      <Disclosure summary="Abandonner ce bordereau" open={own !== EMPTY_FORM}>
        <Form action={`${ARCHIVES}/${list.id}`} keys={keys} state={own} keep={{ etape: 'abandon' }}>
          <TextField name="raison" label="Pourquoi" state={own} maxlength={200} />
          <SubmitRow
            label="Abandonner ce bordereau"
            note="Rien n’est effacé. Un autre pourra être fait."
            weight="danger"
          />
        </Form>
      </Disclosure>
    </Section>
  )
}

/** For the paper: the place where it is signed. */
export function SignatureBox({ list }: { readonly list: ArchiveList }) {
  if (list.state !== 'proposed') return null
  return (
    <Section id="signature" title="Visa" lead="Imprimez le bordereau en PDF : il se signe sur papier.">
      <Facts
        facts={[
          { label: 'Pour la collectivité : nom, fonction, date, signature', value: '' },
          { label: 'Pour les Archives départementales : nom, date, numéro de visa, signature', value: '' },
        ]}
      />
    </Section>
  )
}
