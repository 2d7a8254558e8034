import type { Unsent } from '#platform/sessions'
import { Button } from '#ui/action'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'

/**
 * In place of a form's answer when nobody was signed in any more: what was written is in the page. Sent again once signed
 * in, the form comes back filled, to be looked at and sent.
 */
export function SessionEndedPage({ site, unsent }: { readonly site: SiteFrame; readonly unsent: Unsent }) {
  const { action, door, fields, hadFiles } = unsent
  return (
    <Page site={site} title="Vous n’êtes plus connecté" description="Se connecter de nouveau." unlisted>
      <PageHeader
        title="Vous n’êtes plus connecté"
        lead="Ce que vous avez écrit est gardé dans cette page : ne la fermez pas."
      />
      <ol>
        <li>
          <p>Connectez-vous dans un autre onglet, puis revenez à celui-ci.</p>
          <p>
            <a href={door} target="_blank" rel="noopener" class="button button-main">
              Me connecter (nouvel onglet)
            </a>
          </p>
        </li>
        <li>
          <p>Ensuite, renvoyez. {hadFiles && 'Vous aurez à joindre de nouveau vos fichiers.'}</p>
          <form action={action} method="post">
            {/* A browser drops the first line end of a text area: one is added, so that all comes back. */}
            {fields.map(([name, value]) => (
              <textarea name={name} hidden>
                {`\n${value}`}
              </textarea>
            ))}
            <Button weight="quiet">Renvoyer</Button>
          </form>
        </li>
      </ol>
      <p>
        <a href="/">Tout laisser et revenir à l’accueil</a>
      </p>
    </Page>
  )
}
