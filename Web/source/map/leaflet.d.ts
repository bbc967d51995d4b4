// SPDX-License-Identifier: Apache-2.0

// The part of Leaflet 1.9.4 that the page uses; the library itself is a script of its own.

declare namespace L {
  interface Point {
    x: number;
    y: number;
  }
  interface LatLng {
    lat: number;
    lng: number;
  }
  type LatLngTuple = [number, number];
  interface Coords {
    x: number;
    y: number;
    z: number;
  }
  interface Map {
    on(event: "click", listener: (event: { latlng: LatLng }) => void): this;
    on(events: string, listener: () => void, context?: unknown): this;
    off(events: string, listener: () => void, context?: unknown): this;
    getCenter(): LatLng;
    getZoom(): number;
    setZoom(zoom: number): this;
    setView(centre: LatLngTuple, zoom: number, options?: object): this;
    panInside(place: LatLngTuple, options?: object): this;
    fitBounds(bounds: [LatLngTuple, LatLngTuple], options?: object): this;
    setMaxBounds(bounds: [LatLngTuple, LatLngTuple]): this;
    getSize(): Point;
    containerPointToLatLng(point: [number, number]): LatLng;
    getContainer(): HTMLElement;
    createPane(name: string): HTMLElement;
    getPane(name: string): HTMLElement;
    invalidateSize(options?: object): this;
    latLngToContainerPoint(place: LatLngTuple): Point;
    containerPointToLayerPoint(point: [number, number]): Point;
    getBounds(): { contains(place: LatLngTuple): boolean };
  }
  class Layer {
    addTo(target: Map | LayerGroup): this;
    remove(): this;
    static extend<Methods extends object>(
      methods: Methods & ThisType<Methods & Layer>,
    ): new () => Layer & Methods;
  }
  class LayerGroup extends Layer {
    clearLayers(): this;
  }
  class GridLayer extends Layer {
    on(event: "tileunload", listener: (event: { tile: HTMLElement }) => void): this;
    static extend<Methods extends object>(
      methods: Methods & ThisType<Methods & GridLayer>,
    ): new (options?: object) => GridLayer & Methods;
  }
  class Path extends Layer {
    on(event: string, listener: () => void): this;
  }
  class Marker extends Layer {
    on(event: string, listener: () => void): this;
    getElement(): HTMLElement | undefined;
    setLatLng(place: LatLngTuple): this;
    setZIndexOffset(offset: number): this;
  }
  function map(element: HTMLElement, options: object): Map;
  function layerGroup(): LayerGroup;
  function polyline(shape: LatLngTuple[] | LatLngTuple[][], options: object): Path;
  function polygon(shape: LatLngTuple[][] | LatLngTuple[][][], options: object): Path;
  function circle(centre: LatLngTuple, options: object): Layer;
  function marker(place: LatLngTuple, options: object): Marker;
  function divIcon(options: object): object;
  function canvas(options: object): object;
  const DomUtil: {
    create(tag: string, className: string): HTMLElement;
    setPosition(element: HTMLElement, point: Point): void;
  };
}
