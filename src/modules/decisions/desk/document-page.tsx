import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, Facts } from '#ui/list'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { Thread } from '#ui/thread'
import type { UndrawnWord } from '../commands/documents-data.ts'
import {
  copiesToRead,
  DOCUMENT_STATE_WORDS,
  DOCUMENT_STEP_WORDS,
  type DocumentState,
  documentStateOf,
  type FiledDocument,
  KIND_FACTS,
  mayCancel,
} from '../documents/index.ts'
import type { Decision } from '../model.ts'
import { downloadsOf } from '../pages/document-files.ts'

type DocumentProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly document: FiledDocument
  readonly decision: Decision
  /** What its PDF could not write. */
  readonly undrawn: readonly UndrawnWord[]
  /** Why an act was refused, above the page. */
  readonly state: FormState
  readonly mayWrite: boolean
  readonly keysFor: () => HiddenKeys
}

/** `/agents/documents/:id`: one document, its files, what happens to it. */
export function DocumentPage(props: DocumentProps) {
  const { site, desk, document, decision, state, mayWrite } = props
  const { chrono, kind } = document
  const now = documentStateOf(document)
  const line = decision.lines.find(({ id }) => id === document.lineId)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`${KIND_FACTS[kind].label} ${chrono}`}
      description="Un document, de son brouillon à son exemplaire signé."
      current="/agents/documents"
      trail={[{ label: 'Documents', href: '/agents/documents' }]}
    >
      <PageHeader kicker={KIND_FACTS[kind].label} title={chrono} lead={line ? line.beneficiaryName : decision.title} />
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      {props.undrawn.length > 0 && <Undrawn words={props.undrawn} />}
      {NOTES[now] !== undefined && (
        <Notice kind={now === 'refused' ? 'warning' : 'info'} title={NOTES[now].title}>
          <p>
            {now === 'refused' && (document.events.at(-1)?.remark ?? 'La raison n’a pas été donnée.')}{' '}
            {NOTES[now].isWaiting && <a href={`/agents/documents/${document.id}`}>Actualiser la page</a>}
          </p>
        </Notice>
      )}
      <Section id="fichiers" title="Fichiers">
        {document.files.length === 0 ? (
          <p>Aucun fichier pour l’instant.</p>
        ) : (
          <DownloadList downloads={downloadsOf(document)} />
        )}
      </Section>
      {mayWrite && <CopiesToRead {...props} />}
      {mayWrite && <Acts {...props} now={now} />}
      <Section id="histoire" title="Ce qui s’est passé">
        <Thread label="L’histoire du document" knots={knotsOf(document)} />
      </Section>
      <Section id="reperes" title="Repères">
        <Facts
          facts={[
            { label: 'Décision', value: <a href={`/agents/decisions/${decision.id}`}>{decision.title}</a> },
            { label: 'État', value: DOCUMENT_STATE_WORDS[now] },
            { label: 'Modèle', value: `version ${document.templateVersion}` },
            { label: 'Préparé', value: formatInstant(document.preparedAt) },
          ]}
        />
      </Section>
    </DeskPage>
  )
}

function Undrawn({ words }: { readonly words: readonly UndrawnWord[] }) {
  return (
    <Notice kind="warning" title="Le PDF ne sait pas écrire tous les signes de ce document.">
      <p>Corrigez ces mots dans la décision, annulez ce document, puis préparez-en un nouveau.</p>
      <ul>
        {words.map(({ word, within }) => (
          <li>
            « {word} », dans « {within} »
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const NOTES: Partial<Readonly<Record<DocumentState, { readonly title: string; readonly isWaiting: boolean }>>> = {
  preparing: { title: 'Le brouillon se prépare.', isWaiting: true },
  finishing: { title: 'Le document final se prépare.', isWaiting: true },
  sent: { title: 'Ce document attend sa signature dans le parapheur.', isWaiting: true },
  refused: { title: 'La signature a été refusée.', isWaiting: false },
}

function Acts({ document, keysFor, now, state }: DocumentProps & { readonly now: DocumentState }) {
  const path = `/agents/documents/${document.id}`
  const next = NEXT[now]
  if (next === undefined && !mayCancel(document)) return null
  return (
    <Section id="suite" title="Et maintenant">
      {next !== undefined && (
        <form class="form" action={`${path}/${next.action}`} method="post">
          <Keys keys={keysFor()} />
          <p>{next.told}</p>
          <Button>{next.label}</Button>
        </form>
      )}
      {mayCancel(document) && (
        <details class="disclosure">
          <summary>Annuler ce document</summary>
          <div class="disclosure-body">
            <Form action={`${path}/annuler`} keys={keysFor()} state={{ values: state.values, errors: {} }}>
              <TextField name="raison" label="Pourquoi" state={state} optional maxlength={500} />
              <SubmitRow label="Annuler ce document" weight="danger" note="Son numéro reste dans le registre." />
            </Form>
          </div>
        </details>
      )}
    </Section>
  )
}

// What came back holds neither the bytes that were sent nor a proof that names them.
function CopiesToRead({ document, keysFor }: DocumentProps) {
  const copies = copiesToRead(document)
  if (copies.length === 0) return null
  const path = `/agents/documents/${document.id}`
  return (
    <Section id="a-verifier" title="Exemplaire à vérifier">
      <p>
        Un PDF est revenu du parapheur, mais rien ne prouve qu’il est votre document signé. Lisez-le en entier à côté du
        document final. Votre nom reste avec votre réponse.
      </p>
      {copies.map(({ id, sha256 }) => (
        <form class="form" action={`${path}/reconnaitre`} method="post">
          <Keys keys={keysFor()} />
          <input type="hidden" name="fichier" value={id} />
          <p>
            <a href={`/pieces/${id}/piece.pdf`}>Lire l’exemplaire revenu (empreinte {sha256.slice(0, 8)})</a>
          </p>
          <Button>C’est bien l’exemplaire signé</Button>
        </form>
      ))}
      <form class="form" action={`${path}/ecarter`} method="post">
        <Keys keys={keysFor()} />
        <Button weight="quiet">Ce n’est pas l’exemplaire signé</Button>
      </form>
    </Section>
  )
}

type Next = { readonly action: string; readonly label: string; readonly told: string }

const SIGN: Next = {
  action: 'signature',
  label: 'Envoyer à la signature',
  told: 'Il part dans le parapheur de la maison. L’exemplaire signé revient ici tout seul.',
}

const NEXT: Partial<Readonly<Record<DocumentState, Next>>> = {
  draft: {
    action: 'finaliser',
    label: 'Rendre définitif',
    told: 'Relisez le brouillon. Le document définitif est un PDF que personne ne change plus, avec son annexe.',
  },
  final: SIGN,
  refused: { ...SIGN, label: 'Envoyer de nouveau à la signature' },
  signed: {
    action: 'classer',
    label: 'Classer',
    told: 'Lisez l’exemplaire signé, puis classez-le.',
  },
}

function knotsOf({ preparedAt, events }: FiledDocument) {
  const first = { state: 'past', title: 'Numéro donné', when: formatInstant(preparedAt) } as const
  const told = events.map(({ kind, recordedAt, recordedBy, displayName, remark }) => {
    const isRead = kind === 'signed' && recordedBy !== null
    const words = isRead ? `Exemplaire lu et reconnu par ${displayName ?? 'un agent'}` : remark
    const detail = words === null ? {} : { detail: words }
    return { state: 'past', title: DOCUMENT_STEP_WORDS[kind], when: formatInstant(recordedAt), ...detail } as const
  })
  return [first, ...told]
}
