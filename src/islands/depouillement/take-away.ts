import { fileNameOf, resultsCsv } from './csv.ts'
import type { Desk } from './desk.ts'
import { make, named, part } from './dom.ts'
import { failedHere } from './explained-view.ts'
import type { Count, OpenFile } from './messages.ts'
import { notice } from './notice.ts'

type Taken = { readonly name: string; readonly file: OpenFile; readonly count: Count }

/** The files made here, the printing, the address to share. */
export function takeAway({ root, bar, asking, state }: Desk): void {
  const said = named(root, 'certificate-said')
  const on = (act: string, work: (taken: Taken) => unknown) =>
    part(root, `[data-act="${act}"]`).addEventListener('click', () => {
      const { open, counted } = state
      if (open && counted) void work({ name: open.chosen.name, file: open.file, count: counted })
    })

  on('save-json', ({ name, count }) => save(fileNameOf(name, 'resultats.json'), 'application/json', count.report))
  on('save-csv', ({ name, file, count }) =>
    save(fileNameOf(name, 'resultats.csv'), 'text/csv', resultsCsv(file, count)),
  )
  on('save-certificate', async ({ name }) => {
    const made = await bar.during(
      () => asking.ask('certify', {}),
      (error) => said.replaceChildren(failedHere(error)),
    )
    if (!made) return
    said.replaceChildren(
      made.isAccepted
        ? notice('info', 'Le certificat est juste : un vérificateur à part l’a relu.', ...made.sentences)
        : notice('error', 'Le certificat ne se vérifie pas. Ne le publiez pas et écrivez-nous.', ...made.sentences),
    )
    save(fileNameOf(name, 'certificat.json'), 'application/json', made.certificate)
  })
  on('print', () => print())
  part(root, '[data-act="share"]').addEventListener(
    'click',
    ({ currentTarget }) => void share(currentTarget as HTMLElement),
  )
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = make('a', { href: url, download: name })
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

async function share(button: HTMLElement): Promise<void> {
  const said = make('span', { role: 'status', class: 'hint' })
  button.parentElement?.querySelector('[role="status"]')?.remove()
  button.after(' ', said)
  try {
    await navigator.clipboard.writeText(location.href)
    said.textContent = 'Adresse copiée. Elle dit la règle, pas vos bulletins.'
  } catch {
    said.textContent = `Copiez cette adresse : ${location.href}`
  }
}
