import { undrawnWords } from '#platform/documents'
import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Problem } from './desk.letters.tsx'
import type { LetterBatch, StoredLetter } from './letters.ts'

const PATH = '/agents/lettres'

type LettersProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly letters: readonly StoredLetter[]
  readonly batches: readonly LetterBatch[]
  readonly problem: Problem | undefined
  readonly keysFor: () => HiddenKeys
}

/** Letters to print, those without an address, and the batches made. */
export function LettersPage({ site, desk, letters, batches, problem, keysFor }: LettersProps) {
  const ready = letters.filter(({ addressLines }) => addressLines.length > 0)
  const lost = letters.filter(({ addressLines }) => addressLines.length === 0)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Lettres"
      description="Les lettres à imprimer pour qui n’a pas d’adresse e-mail."
      current={PATH}
    >
      <PageHeader
        title="Lettres"
        lead="Ce que le service écrit à qui n’a pas d’adresse e-mail : à imprimer, à mettre sous enveloppe à fenêtre, à poster."
      />
      {problem !== undefined && problem.letterId === undefined && <Notice kind="error" title={problem.sentence} />}
      {lost.length > 0 && (
        <Section id="sans-adresse" title="Sans adresse" lead="Demandez l’adresse à la personne, puis écrivez-la ici.">
          {lost.map((letter) => (
            <AddressForm
              letter={letter}
              problem={problem?.letterId === letter.id ? problem : undefined}
              keysFor={keysFor}
            />
          ))}
        </Section>
      )}
      <UndrawnNotice letters={letters} />
      <ReadySection ready={ready} keysFor={keysFor} />
      {batches.length > 0 && <BatchSection batches={batches} keysFor={keysFor} />}
    </DeskPage>
  )
}

/** What paper would say with « ? » is told before it is printed. */
function UndrawnNotice({ letters }: { readonly letters: readonly StoredLetter[] }) {
  const told = letters
    .map((letter) => ({ letter, words: undrawnWords(textOfLetter(letter)) }))
    .filter(({ words }) => words.length > 0)
  if (told.length === 0) return null
  return (
    <Notice kind="warning" title="Des signes ne s’impriment pas : chacun est remplacé par « ? ».">
      <ul>
        {told.map(({ letter, words }) => (
          <li>
            {letter.chrono}, à {letter.recipientName} : {[...new Set(words)].slice(0, MOST_WORDS).join(', ')}
          </li>
        ))}
      </ul>
      <p>Corrigez l’adresse ou le modèle, annulez la lettre, ou écrivez ces mots à la main.</p>
    </Notice>
  )
}

const MOST_WORDS = 5

function textOfLetter({ recipientName, addressLines, subject, paragraphs }: StoredLetter): string {
  const written = paragraphs.map((paragraph) =>
    typeof paragraph === 'string' ? paragraph : 'label' in paragraph ? paragraph.label : '',
  )
  return [recipientName, ...addressLines, subject, ...written].join('\n')
}

type ReadyProps = { readonly ready: readonly StoredLetter[]; readonly keysFor: () => HiddenKeys }

function ReadySection({ ready, keysFor }: ReadyProps) {
  return (
    <Section
      id="a-imprimer"
      title="À imprimer"
      {...(ready.length > 0 && { lead: `${formatCount(ready.length, 'lettre prête', 'lettres prêtes')}.` })}
    >
      <DataTable
        caption="Lettres à imprimer"
        captionHidden
        rows={ready}
        columns={[
          { header: 'Numéro', namesRow: true, cell: ({ chrono }) => chrono },
          { header: 'À qui', cell: ({ recipientName, addressLines }) => [recipientName, ...addressLines].join(', ') },
          { header: 'Objet', cell: ({ subject }) => subject },
          { header: 'Écrite le', cell: ({ writtenAt }) => formatInstant(writtenAt) },
          { header: 'Agir', cell: (letter) => <CancelForm letter={letter} keys={keysFor()} /> },
        ]}
        empty={
          <EmptyState title="Aucune lettre à imprimer.">
            <p>Elles arrivent ici quand le service doit écrire à quelqu’un qui n’a pas d’adresse e-mail.</p>
          </EmptyState>
        }
      />
      {ready.length > 0 && <OneButton action={`${PATH}/lots`} keys={keysFor()} label="Préparer un lot à imprimer" />}
    </Section>
  )
}

function BatchSection({ batches, keysFor }: Pick<LettersProps, 'batches' | 'keysFor'>) {
  return (
    <Section
      id="lots"
      title="Lots"
      lead="Un lot est un seul fichier PDF. Il peut être imprimé de nouveau pendant soixante jours."
    >
      <DataTable
        caption="Lots"
        captionHidden
        rows={batches}
        columns={[
          { header: 'Lot', namesRow: true, cell: ({ number }) => `Lot ${number}` },
          { header: 'Lettres', align: 'end', cell: ({ letterCount }) => String(letterCount) },
          { header: 'Préparé le', cell: ({ madeAt }) => formatInstant(madeAt) },
          { header: 'Où il en est', cell: standingOf },
          { header: 'Agir', cell: (batch) => <BatchActs batch={batch} keysFor={keysFor} /> },
        ]}
      />
    </Section>
  )
}

function AddressForm({
  letter,
  problem,
  keysFor,
}: {
  readonly letter: StoredLetter
  readonly problem: Problem | undefined
  readonly keysFor: () => HiddenKeys
}) {
  const state = {
    values: { adresse: problem?.address ?? '' },
    errors: problem ? { adresse: problem.sentence } : {},
  }
  return (
    <article class="letter" aria-labelledby={`lettre-${letter.chrono}`}>
      <h3 id={`lettre-${letter.chrono}`}>
        {letter.chrono}, à {letter.recipientName}
      </h3>
      <p class="hint">{letter.subject}</p>
      <Form action={`${PATH}/${letter.id}/adresse`} keys={keysFor()} state={state}>
        <TextArea
          name="adresse"
          label="Adresse postale"
          hint="Une ligne par ligne d’enveloppe, sans le nom : numéro et rue, puis code postal et commune."
          state={state}
          rows={4}
          maxlength={240}
        />
        <SubmitRow label={`Garder l’adresse de ${letter.recipientName}`} />
      </Form>
      <CancelForm letter={letter} keys={keysFor()} />
    </article>
  )
}

function BatchActs({ batch, keysFor }: { readonly batch: LetterBatch; readonly keysFor: () => HiddenKeys }) {
  const { number, printedAt, postedAt, letterCount, emptiedCount } = batch
  const base = `${PATH}/lots/${number}`
  return (
    <>
      {letterCount > emptiedCount && <a href={`${base}/pdf`}>PDF du lot {number}</a>}
      {printedAt === null && <OneButton action={`${base}/imprime`} keys={keysFor()} label={`Lot ${number} imprimé`} />}
      {printedAt !== null && postedAt === null && (
        <OneButton action={`${base}/poste`} keys={keysFor()} label={`Lot ${number} posté`} />
      )}
    </>
  )
}

function CancelForm({ letter, keys }: { readonly letter: StoredLetter; readonly keys: HiddenKeys }) {
  return (
    <form action={`${PATH}/${letter.id}/annuler`} method="post">
      <Keys keys={keys} />
      <Button weight="quiet">
        Annuler<span class="hidden"> la lettre {letter.chrono}</span>
      </Button>
    </form>
  )
}

function OneButton({
  action,
  keys,
  label,
}: {
  readonly action: string
  readonly keys: HiddenKeys
  readonly label: string
}) {
  return (
    <form action={action} method="post">
      <Keys keys={keys} />
      <Button weight="quiet">{label}</Button>
    </form>
  )
}

function standingOf({ printedAt, postedAt }: LetterBatch): string {
  if (postedAt !== null) return `Posté le ${formatInstant(postedAt)}`
  return printedAt === null ? 'À imprimer' : `Imprimé le ${formatInstant(printedAt)}, à poster`
}
