import type { Child } from 'hono/jsx'

export type MatrixHead = { readonly label: string; readonly href?: string | undefined }

/** A cell: what is read, and how dark it is, from 0 to 1; null where no figure is shown. */
export type MatrixCell = { readonly display: Child; readonly weight: number | null }

/**
 * Two things crossed: a table whose cells are shaded by their figure, which is always written. Wider than a phone, it
 * moves sideways in its own frame, the names of its rows staying in sight; the keyboard moves it too.
 *
 * @param cells  one line a row, one cell a column
 */
export function Matrix(props: {
  readonly caption: string
  /** What the rows are: « Secteur ». */
  readonly rowTitle: string
  readonly rows: readonly MatrixHead[]
  readonly columns: readonly MatrixHead[]
  readonly cells: readonly (readonly MatrixCell[])[]
}) {
  const { caption, rowTitle, rows, columns, cells } = props
  return (
    <section class="matrix-frame" {...REACHED_BY_KEYBOARD} aria-label={caption}>
      <table class="crossing">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{rowTitle}</th>
            {columns.map(({ label }) => (
              <th scope="col" class="align-end">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, href }, index) => (
            <tr>
              <th scope="row">{href === undefined ? label : <a href={href}>{label}</a>}</th>
              {cells[index]?.map(({ display, weight }) => (
                <td class={`align-end ${shadeOf(weight)}`}>{display}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

// What moves sideways must be reached by the keyboard: WCAG 2.1.1.
const REACHED_BY_KEYBOARD = { tabindex: 0 } as const

function shadeOf(weight: number | null): string {
  if (weight === null) return 'shade-none'
  return weight === 0 ? '' : `shade-${Math.min(Math.floor(weight * 5), 4)}`
}
