namespace RetailGateway.BrowserTests;

/// <summary>Barcodes that a browser's camera sees.</summary>
internal static class Barcodes
{
    /// <summary>A camera that looks at a drawn barcode.</summary>
    internal static string CameraBefore(string gtin) =>
        $$"""
        navigator.mediaDevices.getUserMedia = async () => {
          const left = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split(" ");
          const turned = (bits) => [...bits].map((bit) => 1 - bit).join("");
          const parity = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split(" ");
          const digits = [...'{{gtin}}'].map(Number);
          const bits = "101" + digits.slice(1, 7).map((digit, at) => parity[digits[0]][at] === "L" ? left[digit] : [...turned(left[digit])].reverse().join("")).join("")
            + "01010" + digits.slice(7).map((digit) => turned(left[digit])).join("") + "101";
          const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
          const draw = canvas.getContext("2d");
          const stream = canvas.captureStream(10);
          setInterval(() => {
            draw.fillStyle = "#fff"; draw.fillRect(0, 0, 640, 480); draw.fillStyle = "#000";
            [...bits].forEach((bit, at) => { if (bit === "1") draw.fillRect(130 + 4 * at, 120, 4, 240); });
          }, 50);
          return stream;
        };
        """;
}
