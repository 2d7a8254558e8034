export type IconName = keyof typeof STROKES

/** A small drawing that only repeats what the words beside it say: hidden from screen readers, never alone. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={STROKES[name]} />
    </svg>
  )
}

const STROKES = {
  check: 'M2.5 8.5 6.5 12.5 13.5 4',
  circle: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  quill: 'M13.5 2.5C8 3 5 6.5 4.5 11.5 9 11.5 13 8.5 13.5 2.5zM2.5 13.5 9 7',
  archive: 'M2.5 3h11v3.5h-11zM3.5 6.5V13h9V6.5M6.5 9.5h3',
  arrow: 'M2.5 8h11M9 3.5 13.5 8 9 12.5',
  back: 'M13.5 8h-11M7 3.5 2.5 8 7 12.5',
  download: 'M8 2v8.5M4 7l4 4 4-4M2.5 14h11',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5l3.5 3.5',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.3v4M8 4.7v.2',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.3M8 11.6v.2',
  error: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
} as const
