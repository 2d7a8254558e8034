import type { Day } from '#kernel/calendar'

/** A Word document as the composer draws it: its words in their order, its look in points. Its pictures lie beside it. */
export type Tree = {
  readonly title: string
  readonly author: string
  readonly date: Day
  /** Across each page, as « Exemple »; null: the document is final. */
  readonly mark: string | null
  readonly sections: readonly Section[]
}

/** Pages of one size, with the same head and foot. */
export type Section = {
  readonly page: PageSize
  readonly header: Running
  readonly footer: Running
  readonly blocks: readonly Block[]
}

/** In points; `header` and `footer` are the distances from the edge of the paper to what runs there. */
export type PageSize = {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
  readonly header: number
  readonly footer: number
}

/** What stands on each page; `first` is for the first one alone, null: it is as the others. */
export type Running = { readonly others: readonly Block[]; readonly first: readonly Block[] | null }

export type Block =
  | Paragraph
  | List
  | Table
  | { readonly is: 'page-break' }
  | { readonly is: 'gap'; readonly height: number }

export type Align = 'left' | 'center' | 'right' | 'both'

export type Paragraph = {
  readonly is: 'paragraph'
  /** Of a heading, from 1; null: it is a text. */
  readonly level: number | null
  readonly align: Align
  readonly before: number
  readonly after: number
  readonly indent: number
  readonly rightIndent: number
  /** Below 0: the lines after the first stand further in. */
  readonly firstLine: number
  /** 1 is single. */
  readonly lineHeight: number
  /** A tabulation goes as far as it can: there are stops at the middle or on the right. */
  readonly hasFarTabs: boolean
  readonly inlines: readonly Inline[]
}

export type Inline = Words | Picture | ({ readonly is: 'break' | 'tab' | 'page' | 'pages' } & Partial<Look>)

export type Look = {
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isUnderlined: boolean
  readonly isStruck: boolean
  readonly raised: 'super' | 'sub' | null
}

export type Words = Look & { readonly is: 'words'; readonly text: string; readonly link: string | null }

/** `alt` is null when it only decorates: it is not read aloud. */
export type Picture = {
  readonly is: 'picture'
  readonly file: string
  readonly alt: string | null
  readonly width: number
  readonly height: number
}

export type List = {
  readonly is: 'list'
  readonly isNumbered: boolean
  readonly items: readonly { readonly label: string; readonly blocks: readonly Block[] }[]
}

export type Table = {
  readonly is: 'table'
  /** Widths, in points. */
  readonly columns: readonly number[]
  readonly indent: number
  readonly hasLines: boolean
  readonly headRows: number
  readonly rows: readonly Row[]
}

export type Row = { readonly isBreakable: boolean; readonly cells: readonly Cell[] }

export type Cell = {
  readonly columns: number
  readonly rows: number
  /** « #rrggbb »; null: none. */
  readonly fill: string | null
  readonly side: 'top' | 'middle' | 'bottom'
  readonly blocks: readonly Block[]
}

/** The bytes of pictures, by the names the tree gives them. */
export type Pictures = ReadonlyMap<string, Uint8Array>
