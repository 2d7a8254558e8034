// The worker of MapLibre, from our own address: the policy of the pages allows no other. Its package says that its files
// have no effect of their own, which is not so of this one: named and held, it is kept by the bundler.
import * as worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs'

Object.assign(self, { worker })
