import { create } from 'qrcode'
import { Disclosure } from '#ui/disclosure'
import { formatInteger } from '#ui/format'
import { Facts } from '#ui/list'
import type { Recorded } from './cookies.ts'
import { listScripts } from './scripts.ts'
import type { Visit } from './visit.ts'

/** How a ballot is closed, for who wants to know: the only place of the journey where the words of the trade are met. */
export function CuriousSealing({ visit }: { readonly visit: Visit }) {
  const { poll, paths, site, basket } = visit
  return (
    <Disclosure summary="Pour les curieux">
      <p>
        {basket
          ? 'Sans JavaScript, c’est le serveur qui chiffre votre bulletin dès qu’il le reçoit, avec la clé publique du bureau.'
          : 'Votre appareil chiffre votre bulletin avec la clé publique du bureau, avant de l’envoyer. Le serveur ne reçoit que l’enveloppe fermée.'}{' '}
        Seuls les membres du bureau, réunis après la clôture, peuvent l’ouvrir. Méthode : HPKE (RFC 9180), X25519 et
        AES-128-GCM.
      </p>
      <Facts
        facts={[
          {
            label: 'Empreinte du vote, imprimée sur les affiches',
            value: <code class="long">{poll.fingerprint}</code>,
          },
          { label: 'Règles du vote, au complet', value: <a href={paths.manifest}>manifeste.json</a> },
        ]}
      />
      {!basket && <Scripts assets={site.assets} />}
    </Disclosure>
  )
}

function Scripts({ assets }: Pick<Visit['site'], 'assets'>) {
  const scripts = listScripts(assets)
  if (scripts.length === 0) return null
  return (
    <>
      <p>
        Les programmes que votre navigateur exécute ici, avec leur empreinte SHA-256. Chacun peut les comparer avec ceux
        qui sont publiés.
      </p>
      <Facts
        facts={scripts.map(({ path, sha256 }) => ({
          label: path,
          value: <code class="long">{sha256}</code>,
        }))}
      />
    </>
  )
}

/** The proof that the ballot is in the urn: one line to keep, in words and in a square. */
export function CuriousReceipt({ visit, recorded }: { readonly visit: Visit; readonly recorded: Recorded }) {
  const { poll, paths } = visit
  return (
    <Disclosure summary="Pour les curieux">
      <p>
        Cette preuve montre que votre enveloppe est dans l’urne, sans dire ce qu’elle contient. Gardez-la avec le numéro
        : si l’enveloppe était retirée, changée ou déplacée, elle le montrerait.
      </p>
      <p>
        <code class="long">{recorded.receipt}</code>
      </p>
      <QrCode text={recorded.receipt} label="La même preuve, à lire avec un appareil photo" />
      <Facts
        facts={[
          { label: 'Le registre public', value: <a href={`${paths.poll}/registre`}>Suivre l’urne pendant le vote</a> },
          { label: 'Empreinte du vote', value: <code class="long">{poll.fingerprint}</code> },
          {
            label: 'Bulletin chiffré par',
            value: recorded.sealedBy === 'browser' ? 'votre appareil' : 'le serveur, qui a vu vos choix un instant',
          },
        ]}
      />
    </Disclosure>
  )
}

/** A QR code as one path: attributes only, as the site's policy asks. `label` says what it holds. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const squares = Array.from({ length: modules.size ** 2 }, (_, at) => [
    at % modules.size,
    Math.floor(at / modules.size),
  ])
  const dark = squares.filter(([x, y]) => modules.get(y!, x!)).map(([x, y]) => `M${x! + QUIET} ${y! + QUIET}h1v1h-1z`)
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} width="220" height="220" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}

/** Blank modules around it, without which no camera reads it (ISO/IEC 18004). */
const QUIET = 4

/** « 1 234 » for a rank counted from 0. */
export function rankText(index: number): string {
  return formatInteger(index + 1)
}
