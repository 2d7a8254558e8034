import type { Context as HonoContext } from 'hono'
import type { IdentityProvider } from '#platform/identity'
import { formKeys } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { kept } from '../sign-in-page.tsx'
import { ProviderForm } from './agents-page.tsx'
import { Framed } from './framed.tsx'
import type { Shown, StaffParts } from './parts.ts'

/** Before leaving for a provider: what it will say of the person. */
export function departurePage(
  c: HonoContext,
  { context, frame }: StaffParts,
  provider: IdentityProvider,
  suite: string | undefined,
  status: 200 | 422 = 200,
): Shown {
  return c.html(
    <Framed
      site={frame}
      title={`Entrer avec ${provider.label}`}
      lead={`Vous allez chez ${provider.label}, puis vous revenez ici. Nous n’apprenons que votre nom.`}
    >
      <ProviderForm provider={provider} keys={formKeys(c, context)} keep={kept(suite)} verb="Continuer vers" />
      <p>
        <a href={withSuite('/connexion', suite)}>Entrer autrement</a>
      </p>
    </Framed>,
    status,
  )
}

/** Not a redirection: forms of this site may not lead to another one (form-action of the security policy), links may. */
export function leavingPage(c: HonoContext, { frame }: StaffParts, provider: IdentityProvider, address: string): Shown {
  c.header('Cache-Control', 'no-store')
  c.header('Refresh', `0; url=${address}`)
  return c.html(
    <Framed site={frame} title={`Vous allez chez ${provider.label}`} lead="Si rien ne se passe, appuyez sur ce bouton.">
      <p>
        <ButtonLink href={address}>Continuer vers {provider.label}</ButtonLink>
      </p>
    </Framed>,
  )
}

/** Signed out here; the provider's own session is still open in this browser. */
export function signedOutPage(
  c: HonoContext,
  { frame }: StaffParts,
  elsewhere: { readonly label: string; readonly address: string },
): Shown {
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Framed
      site={frame}
      title="Vous êtes déconnecté ici"
      lead={`Vous êtes entré avec ${elsewhere.label}, qui vous reconnaît encore dans ce navigateur. Sur un ordinateur partagé, fermez aussi là-bas.`}
    >
      <p>
        <ButtonLink href={elsewhere.address}>Fermer aussi chez {elsewhere.label}</ButtonLink>
      </p>
      <p>
        <a href="/">Rester là et revenir à l’accueil</a>
      </p>
    </Framed>,
  )
}

/** Nobody came in: why, and the other ways. */
export function refusedPage(c: HonoContext, { frame }: StaffParts, sentence: string, status: 400 | 403 | 503): Shown {
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Framed site={frame} title="La connexion n’a pas pu se faire" lead={sentence}>
      <p>
        <ButtonLink href="/connexion">Recommencer</ButtonLink>
      </p>
      <p>
        <a href="/connexion/agents">Connexion des agents</a>
      </p>
    </Framed>,
    status,
  )
}

export function withSuite(href: string, suite: string | undefined): string {
  return suite === undefined || suite === '/mon-espace' ? href : `${href}?suite=${encodeURIComponent(suite)}`
}
