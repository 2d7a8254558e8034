// The worker of MapLibre, from our own address: the policy of the pages allows no other.
import 'maplibre-gl/dist/maplibre-gl-worker.mjs'
