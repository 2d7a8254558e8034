import { Button, type Link } from '#ui/action'
import type { HiddenKeys } from '#ui/form'
import { formatCount } from '#ui/format'
import { Breadcrumb } from '#ui/heading'
import { Icon } from '#ui/icon'
import { Page, type PageProps } from '#ui/page'

/** An entry of the menu. `subject`: the heading it stands under. */
export type DeskEntry = Link & { readonly subject?: string | undefined }

/** What is around every page of the agents' desk: made by `deskFrame` of the platform. */
export type DeskFrame = {
  readonly navigation: readonly DeskEntry[]
  /** Who is signed in. */
  readonly who: string
  /** As what, in words: « agent de la mission ». */
  readonly roles?: readonly string[] | undefined
  /** The person they act for just now. */
  readonly actingFor?: string | undefined
  /** How many things wait for them; untold when nobody counted. */
  readonly taskCount?: number | undefined
  /** How many messages they have not read; untold when nobody counted. */
  readonly unreadCount?: number | undefined
  /** Keys of the two forms of the shell: the search, the end of acting for somebody. Without them they are links. */
  readonly keys?: HiddenKeys | undefined
}

export type DeskPageProps = PageProps & {
  readonly desk: DeskFrame
  /** What the public sees of what is shown here. */
  readonly publicFace?: Link | undefined
}

/** A page of the desk: its menu beside it, who acts above it, never listed by search engines. */
export function DeskPage({ desk, publicFace, children, trail, ...page }: DeskPageProps) {
  const above = trail ?? (page.current === HOME.href ? [] : [HOME])
  return (
    <Page {...page} unlisted scripts={[...(page.scripts ?? []), 'desk']}>
      <div class="office">
        <DeskBar desk={desk} publicFace={publicFace} hasSearch={page.current !== SEARCH.href} />
        {desk.actingFor !== undefined && <ActingBanner name={desk.actingFor} keys={desk.keys} />}
        <DeskMenu desk={desk} current={page.current} />
        <div class="office-work" id="travail" tabindex={-1}>
          {above.length > 0 && <Breadcrumb trail={above} here={page.title} />}
          {children}
        </div>
      </div>
    </Page>
  )
}

/**
 * Said on every page while somebody acts for another person.
 *
 * @param name  of the person they act for
 * @param keys  of the form that ends it; without them it is a link to where it ends
 */
export function ActingBanner({ name, keys }: { readonly name: string; readonly keys?: HiddenKeys | undefined }) {
  return (
    <section class="acting" aria-label="Au nom de quelqu’un">
      <p>
        <Icon name="warning" /> Vous agissez pour <strong>{name}</strong>. Tout ce que vous faites est noté à vos deux
        noms.
      </p>
      {keys === undefined ? (
        <a href="/mon-espace/aide">Terminer</a>
      ) : (
        <form action="/mon-espace/aide/terminer" method="post">
          <Keys keys={keys} />
          <Button weight="quiet">Terminer</Button>
        </form>
      )}
    </section>
  )
}

/** The two hidden fields of a form of one button. */
export function Keys({ keys }: { readonly keys: HiddenKeys }) {
  return (
    <>
      <input type="hidden" name="envoi" value={keys.submission} />
      <input type="hidden" name="jeton" value={keys.token} />
    </>
  )
}

/** `letter`: with Alt and Shift it leads there, where the browser runs scripts. */
type OwnEntry = DeskEntry & { readonly letter: string }

const HOME: OwnEntry = { label: 'À faire', href: '/agents', letter: 'A' }
const SEARCH: OwnEntry = { label: 'Recherche', href: '/agents/recherche', letter: 'R' }
const OWN: readonly OwnEntry[] = [HOME, { label: 'Calendrier', href: '/agents/calendrier', letter: 'C' }, SEARCH]
const SEARCH_KEYS = 'Control+K'

function Unread({ count }: { readonly count: number }) {
  if (count === 0) return null
  return <a href="/mon-espace/messages">{formatCount(count, 'message à lire', 'messages à lire')}</a>
}

function DeskBar(props: {
  readonly desk: DeskFrame
  readonly publicFace: Link | undefined
  readonly hasSearch: boolean
}) {
  const { desk, publicFace, hasSearch } = props
  return (
    <div class="office-bar">
      <p class="office-who">
        <span class="kicker">Bureau des agents</span>
        <span>
          <strong>{desk.who}</strong>
          {desk.roles !== undefined && desk.roles.length > 0 && `, ${desk.roles.join(', ')}`}
        </span>
        <Unread count={desk.unreadCount ?? 0} />
      </p>
      {hasSearch && desk.keys !== undefined && <QuickSearch keys={desk.keys} />}
      <p class="office-face">
        <a href={publicFace?.href ?? '/'}>
          <Icon name="arrow" /> {publicFace?.label ?? 'Voir le site public'}
        </a>
      </p>
    </div>
  )
}

// The words may be somebody's name: they travel in the body, never in an address.
function QuickSearch({ keys }: { readonly keys: HiddenKeys }) {
  return (
    <search class="office-search">
      <form action="/agents/recherche" method="post">
        <Keys keys={keys} />
        <label class="hidden" for="bureau-recherche">
          Chercher dans le bureau
        </label>
        <input
          id="bureau-recherche"
          type="search"
          name="mots"
          autocomplete="off"
          placeholder="Une personne, un lieu…"
          aria-keyshortcuts={SEARCH_KEYS}
        />
        <Button weight="quiet">
          <Icon name="search" /> Chercher
        </Button>
      </form>
    </search>
  )
}

/** Folds on a phone, stays in sight on a laptop: the stylesheet alone tells the two apart. */
function DeskMenu({ desk, current }: { readonly desk: DeskFrame; readonly current: string | undefined }) {
  return (
    <nav class="office-nav" aria-label="Bureau des agents">
      <details>
        <summary>Menu du bureau</summary>
        <a class="skip office-skip" href="#travail">
          Passer le menu
        </a>
        <MenuList entries={OWN} current={current} taskCount={desk.taskCount} />
        {groupsOf(desk.navigation).map(([subject, entries]) => (
          <>
            <p class="office-nav-subject">{subject}</p>
            <MenuList entries={entries} current={current} label={subject} />
          </>
        ))}
        <Shortcuts />
      </details>
    </nav>
  )
}

/** Shown by the script that makes them work. */
function Shortcuts() {
  return (
    <div class="office-keys" hidden>
      <p class="office-nav-subject">Raccourcis clavier</p>
      <dl>
        {OWN.map(({ label, letter }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <kbd>Alt</kbd> <kbd>Maj</kbd> <kbd>{letter}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>Champ</dt>
          <dd>
            <kbd>Ctrl</kbd> <kbd>K</kbd>
          </dd>
        </div>
      </dl>
    </div>
  )
}

function MenuList(props: {
  readonly entries: readonly (DeskEntry | OwnEntry)[]
  readonly current: string | undefined
  readonly label?: string
  readonly taskCount?: number | undefined
}) {
  return (
    <ul aria-label={props.label}>
      {props.entries.map((entry) => (
        <li>
          <a
            href={entry.href}
            aria-current={entry.href === props.current ? 'page' : undefined}
            aria-keyshortcuts={'letter' in entry ? `Alt+Shift+${entry.letter}` : undefined}
          >
            {entry.label}
            {entry === HOME && Boolean(props.taskCount) && <span class="office-count">{props.taskCount}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** In the order the modules gave them; an entry without a subject stands under « Autres ». */
function groupsOf(navigation: readonly DeskEntry[]): readonly (readonly [string, readonly DeskEntry[]])[] {
  const groups = new Map<string, DeskEntry[]>()
  for (const entry of navigation) {
    const subject = entry.subject ?? 'Autres'
    groups.set(subject, [...(groups.get(subject) ?? []), entry])
  }
  return [...groups]
}
