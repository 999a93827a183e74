// A barcode read by the camera goes into the search field named by the nearest data-scan-target. The browser's own
// detector reads it where there is one; else a small reader is loaded, and only then.
(() => {
  const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e"];
  const EVERY = 150;

  const own = async () => {
    const detector = new BarcodeDetector({ formats: FORMATS });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  };

  const vendored = async (address) => {
    const { BinaryBitmap, GlobalHistogramBinarizer, RGBLuminanceSource, MultiFormatUPCEANReader } = await import(address);
    const reader = new MultiFormatUPCEANReader(null);
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      const { videoWidth: width, videoHeight: height } = video;
      Object.assign(canvas, { width, height });
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const grey = new Uint8ClampedArray(width * height);
      for (let i = 0; i < grey.length; i++) grey[i] = (data[4 * i] + 2 * data[4 * i + 1] + data[4 * i + 2]) >> 2;
      try {
        return reader.decode(new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(grey, width, height)))).getText();
      } catch {
        return undefined; // No barcode in this picture.
      }
    };
  };

  const supported = async () =>
    "BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes(FORMATS[0]);

  const start = async (button) => {
    const form = button.closest("[data-scan-target]");
    const view = form.querySelector("[data-scan-view]");
    const video = view.querySelector("video");
    const failed = form.querySelector("[data-scan-failed]");
    failed.hidden = true;
    button.disabled = true;
    let stream;
    const stop = () => {
      stream?.getTracks().forEach((track) => track.stop());
      stream = undefined;
      view.hidden = true;
      button.disabled = false;
      button.focus();
    };
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      const read = await ((await supported()) ? own() : vendored(button.dataset.reader));
      video.srcObject = stream;
      view.hidden = false;
      view.querySelector("[data-scan-stop]").onclick = stop;
      await video.play();
      while (stream) {
        const code = video.videoWidth > 0 ? await read(video) : undefined;
        if (code && stream) {
          stop();
          const field = document.getElementById(form.dataset.scanTarget);
          field.value = code;
          field.dispatchEvent(new CustomEvent("scan", { bubbles: true, detail: code }));
          if (form.method === "get") form.requestSubmit();
          return;
        }
        await new Promise((next) => setTimeout(next, EVERY));
      }
    } catch {
      stop();
      failed.hidden = false;
    }
  };

  document.addEventListener("click", (click) => {
    const button = click.target.closest("[data-scan]");
    if (button) start(button);
  });
})();
