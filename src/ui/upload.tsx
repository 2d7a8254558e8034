import { FileField, type FileLimits } from '#ui/file-field'
import { type FormState, fieldId, TextField } from '#ui/form'
import { formatBytes } from '#ui/format'
import { Icon } from '#ui/icon'

/** A file that waits with a form that came back. */
export type HeldFile = {
  readonly reference: string
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly isPicture: boolean
  /** What the picture shows, as far as it was said. */
  readonly alternative: string
}

/**
 * Files to join to a form (`readFormWithFiles` of the platform reads it). They leave with the form; where scripts run, the
 * island `upload` sends them as soon as they are chosen, says how far they are, and takes up after a cut.
 *
 * @param kind  of the record the form is for
 */
export function AttachmentField(props: {
  readonly kind: string
  readonly limits: FileLimits
  readonly state: FormState
  readonly held: readonly HeldFile[]
  readonly label?: string | undefined
  readonly hint?: string | undefined
}) {
  const { kind, limits, state, held } = props
  return (
    <filigrane-upload class="upload" data-kind={kind} data-largest={limits.largestBytes} data-most={limits.most ?? 1}>
      <FileField
        name="pieces"
        label={props.label ?? 'Joindre des pièces'}
        hint={props.hint}
        state={state}
        optional
        limits={limits}
      />
      <ul class="upload-list" aria-label="Pièces jointes">
        {held.map((file) => (
          <HeldPiece file={file} />
        ))}
      </ul>
      <div class="upload-plain">
        <TextField
          name="pieces-texte"
          label="Si vous joignez une photo, que montre-t-elle ?"
          hint="Pour les personnes qui ne la voient pas. Une phrase suffit."
          state={state}
          optional
          maxlength={500}
        />
      </div>
      <p class="hidden" role="status" />
    </filigrane-upload>
  )
}

function HeldPiece({ file }: { readonly file: HeldFile }) {
  const { id, reference, name, sizeBytes, isPicture, alternative } = file
  const words = `pieces-texte-${id}`
  return (
    <li class="upload-item" data-held={id}>
      <p class="upload-name">
        <Icon name="document" /> <span>{name}</span> <small>{formatBytes(sizeBytes)}, reçue</small>
      </p>
      <input type="hidden" name="pieces" value={reference} />
      {isPicture && (
        <div class="form-field">
          <label class="field-label" for={fieldId(words)}>
            Que montre « {name} » ?<span class="field-optional"> (facultatif)</span>
          </label>
          <input class="field-input" id={fieldId(words)} name={words} value={alternative} maxlength={500} />
        </div>
      )}
      <label class="upload-remove">
        <input type="checkbox" name="pieces-retirees" value={id} /> Retirer cette pièce
        <span class="hidden"> : {name}</span>
      </label>
    </li>
  )
}

/** An attachment for who may open it. */
export type ShownFile = {
  readonly name: string
  readonly sizeBytes: number
  readonly alternative: string | null
  readonly href: string | null
  readonly thumbnail: string | null
  readonly state: 'waiting' | 'open' | 'refused'
  readonly isActive: boolean
}

const STATE_SENTENCES: Record<Exclude<ShownFile['state'], 'open'>, string> = {
  waiting: 'En attente : l’antivirus ne l’a pas encore regardée. Rechargez la page dans un instant.',
  refused: 'Refusée : l’antivirus y a trouvé un danger. Elle a été détruite.',
}

/** The attachments of a record. Nothing when it has none. */
export function AttachmentList({ files }: { readonly files: readonly ShownFile[] }) {
  if (files.length === 0) return null
  return (
    <ul class="attachments" aria-label="Pièces jointes">
      {files.map((file) => (
        <li class="attachment">
          {file.thumbnail !== null && (
            <img src={file.thumbnail} alt={file.alternative ?? ''} loading="lazy" decoding="async" />
          )}
          <div>
            {file.href === null ? <span>{file.name}</span> : <a href={file.href}>{file.name}</a>}{' '}
            <small>{formatBytes(file.sizeBytes)}</small>
            {file.alternative !== null && <p class="hint">{file.alternative}</p>}
            {file.state !== 'open' && <p class="hint">{STATE_SENTENCES[file.state]}</p>}
            {file.isActive && (
              <p class="hint">
                <Icon name="error" /> Ce PDF contient un programme, un autre fichier ou un mot de passe : ne l’ouvrez
                que si vous connaissez la personne.
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      readonly 'filigrane-upload': {
        readonly class?: string
        readonly 'data-kind': string
        readonly 'data-largest': number
        readonly 'data-most': number
        readonly children?: unknown
      }
    }
  }
}
