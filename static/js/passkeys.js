/* Passkeys: the device is asked, a hidden field carries its answer. Without this file the other ways in stay. */
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  /* A button [data-pm-passkey=get|create] stands hidden in a form, with what to ask (data-pm-asked) or where to fetch
     it (data-pm-asked-at); the form's input [data-pm-answer] takes the answer. */
  document.querySelectorAll("[data-pm-passkey]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var form = button.form;
      if (button.getAttribute("aria-disabled") === "true" || !form.reportValidity()) return;
      say(form, false);
      button.setAttribute("aria-disabled", "true");
      asked(button)
        .then(function (options) {
          return button.dataset.pmPasskey === "create"
            ? navigator.credentials.create({ publicKey: readable(options.publicKey) })
            : navigator.credentials.get({ publicKey: readable(options.publicKey) });
        })
        .then(function (credential) {
          form.querySelector("[data-pm-answer]").value = JSON.stringify(told(credential));
          form.requestSubmit();
        })
        .catch(function () {
          button.removeAttribute("aria-disabled");
          say(form, true);
        });
    });
  });

  function asked(button) {
    if (button.dataset.pmAsked) return Promise.resolve(JSON.parse(button.dataset.pmAsked));
    return fetch(button.dataset.pmAskedAt, {
      credentials: "same-origin",
      headers: { "X-Requested-With": "XMLHttpRequest" },
    }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (said) {
      return said.request_options;
    });
  }

  function say(form, wrong) {
    var trouble = form.querySelector("[data-pm-passkey-trouble]");
    if (trouble) trouble.hidden = !wrong;
  }

  /* The site speaks base64url, the device bytes. */
  function readable(asked) {
    var read = Object.assign({}, asked, { challenge: bytes(asked.challenge) });
    if (asked.user) read.user = Object.assign({}, asked.user, { id: bytes(asked.user.id) });
    ["allowCredentials", "excludeCredentials"].forEach(function (name) {
      if (asked[name]) read[name] = asked[name].map(function (known) {
        return Object.assign({}, known, { id: bytes(known.id) });
      });
    });
    return read;
  }

  function told(credential) {
    var said = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) said[name] = text(credential.response[name]);
    });
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: said,
    };
  }

  function bytes(base64url) {
    var plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }

  function text(buffer) {
    var plain = Array.from(new Uint8Array(buffer), function (byte) { return String.fromCharCode(byte); }).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
})();
