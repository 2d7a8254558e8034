import type { Child } from 'hono/jsx'
import { CodeField } from '#ui/code-field'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { Notice } from '#ui/message'
import { inGroups } from '../../codes.ts'
import { enrolmentAddress } from '../../identity/index.ts'
import { Passkey } from './agents-page.tsx'
import { qrPath } from './qr-path.ts'

/** The form that makes a passkey on this device. `base` is the path of the pages it is among. */
export function NewPasskeyForm(props: { readonly base: string; readonly keys: HiddenKeys; readonly state: FormState }) {
  const { base, keys, state } = props
  return (
    <Passkey use={`${base}/defi`} kind="create">
      <Form action={`${base}/cles`} keys={keys} state={state} keep={{ reponse: '' }}>
        <TextField
          name="nom-cle"
          label="Un nom pour cette clé"
          hint="Comme « Mon téléphone » ou « Clé bleue »"
          maxlength={60}
          state={state}
        />
        <SubmitRow label="Ajouter une clé d’accès" />
      </Form>
    </Passkey>
  )
}

/** The form that ties an application of codes: the QR code, the same in letters, the code it shows. */
export function AuthenticatorForm(props: {
  readonly action: string
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly secret: string
  /** The secret sealed: the page carries it, the browser cannot change it. */
  readonly draft: string
  readonly service: string
  readonly holder: string
}) {
  const { secret, state } = props
  const { size, path } = qrPath(enrolmentAddress(secret, props.service, props.holder))
  return (
    <Form action={props.action} keys={props.keys} state={state} keep={{ brouillon: props.draft }}>
      <ol class="numbered">
        <li>
          <p>Ouvrez votre application de codes et lisez ce carré.</p>
          <svg
            class="qr"
            viewBox={`0 0 ${size} ${size}`}
            width="240"
            height="240"
            role="img"
            aria-label="Code QR pour l’application de codes"
          >
            <rect width={size} height={size} fill="#fff" />
            <path d={path} fill="#000" />
          </svg>
          <p>
            Pas d’appareil photo ? Tapez cette clé : <code>{inFours(secret)}</code>
          </p>
        </li>
        <li>
          <CodeField
            name="code"
            label="Le code que l’application montre maintenant"
            hint="Six chiffres ; il change toutes les trente secondes"
            length={6}
            state={state}
          />
        </li>
      </ol>
      <SubmitRow label="Relier cette application" />
    </Form>
  )
}

/** Ten codes to keep on paper, shown this once. */
export function RecoveryCodes({ codes, children }: { readonly codes: readonly string[]; readonly children?: Child }) {
  return (
    <>
      <Notice kind="warning" title="Gardez ces codes : ils ne seront plus jamais montrés.">
        <p>
          Imprimez cette page ou recopiez-les. Chacun sert une fois, à la place du code de l’application, le jour où
          vous perdez votre téléphone.
        </p>
      </Notice>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{inGroups(code)}</code>
          </li>
        ))}
      </ol>
      {children}
    </>
  )
}

function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
