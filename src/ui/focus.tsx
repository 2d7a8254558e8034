import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { telephoneHref } from '#ui/frame'
import { Head, type PageProps } from '#ui/page'
import { typeset, typesetChild } from '#ui/typography'

/** Where somebody is on a short way: rank of this page, from 0, and the name of each. */
export type Steps = { readonly current: number; readonly names: readonly string[] }

export type FocusPageProps = Pick<PageProps, 'site' | 'title' | 'description' | 'scripts'> & {
  /** What the whole way is about, above the title. */
  readonly kicker?: Child
  readonly lead?: Child
  readonly steps?: Steps | undefined
  /** Stays in sight at the bottom of the window while one reads: the rule, and the way on. */
  readonly bar?: Child
  /** What must be said on each page of the way. */
  readonly mention?: string | undefined
  /** The way out. */
  readonly leave: Link
  readonly children?: Child
}

/**
 * A page where one thing is done: no menu, no search, nothing else to look at. Below, who can help, and the way out.
 *
 * It is not listed: one enters by the page that explains it.
 */
export function FocusPage(props: FocusPageProps) {
  const { site, title, steps, bar } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <Head {...props} unlisted />
        <body class="focus">
          <nav aria-label="Accès rapide">
            <a class="skip" href="#contenu">
              Aller au contenu
            </a>
          </nav>
          <main id="contenu" tabindex={-1} class="focus-main">
            <header class="focus-head">
              {site.isDemonstration && <p class="focus-ribbon">Démonstration : ce vote est fictif.</p>}
              {props.kicker && <p class="kicker">{typesetChild(props.kicker)}</p>}
              {steps && <StepsLine {...steps} />}
              <h1>{typeset(title)}</h1>
              {props.lead && <p class="lead">{typesetChild(props.lead)}</p>}
            </header>
            {props.children}
            {bar && <div class="focus-bar">{bar}</div>}
          </main>
          <FocusFooter {...props} />
        </body>
      </html>
    </>
  )
}

// The thread, a knot a step: it only repeats the words beside it.
function StepsLine({ current, names }: Steps) {
  return (
    <div class="focus-steps">
      <p>
        <strong>
          Étape {current + 1} sur {names.length}
        </strong>{' '}
        : {names[current]}
      </p>
      <span class="focus-thread" aria-hidden="true">
        {names.map((_, index) => (
          <span class={index < current ? 'past' : index === current ? 'present' : 'future'} />
        ))}
      </span>
    </div>
  )
}

function FocusFooter({ site, mention, leave }: FocusPageProps) {
  const telephone = site.contact?.telephone
  return (
    <footer class="focus-foot">
      {mention !== undefined && <p class="focus-mention">{typeset(mention)}</p>}
      <ul>
        <li>
          {telephone ? (
            <a href={telephoneHref(telephone)}>Besoin d’aide ? {telephone}</a>
          ) : (
            <a href="/contact">Besoin d’aide ? Écrivez-nous</a>
          )}
        </li>
        <li>
          <a href="/accessibilite">{site.accessibility ?? 'Accessibilité'}</a>
        </li>
        <li>
          <a href={leave.href}>{leave.label}</a>
        </li>
      </ul>
    </footer>
  )
}
