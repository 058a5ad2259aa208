//! The elements and attributes by their names. `view!` calls a function for an element and a method for an attribute; any
//! name with a `-` that does not begin with `aria-`, and any attribute of a picture, it passes to [`Element::attr`].

use super::attribute::AttributeValue;
use super::element::Element;

pub mod html {
    use super::Element;

    macro_rules! elements {
        ($($tag:ident)*) => { $(#[doc(hidden)] pub fn $tag() -> Element { Element::html(stringify!($tag)) })* };
    }

    elements! {
        a abbr address article aside audio b bdi bdo blockquote br button canvas caption cite code col colgroup data datalist dd
        del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input ins
        kbd label legend li main map mark menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp
        search section select slot small source span strong sub summary sup table tbody td textarea tfoot th thead time tr
        track u ul var video wbr
    }
}

pub mod svg {
    use super::Element;

    macro_rules! elements {
        ($($tag:ident)*) => {
            $(#[doc(hidden)] pub fn $tag() -> Element { Element::svg(stringify!($tag)) })*
        };
    }

    elements! {
        circle ellipse g line path polygon polyline rect svg symbol text tspan
    }
}

macro_rules! attributes {
    ($($method:ident $name:literal)*) => {
        impl Element {
            $(
                #[doc(hidden)]
                #[inline(always)]
                pub fn $method(self, value: impl AttributeValue) -> Element { value.set_on(self, $name) }
            )*
        }
    };
}

attributes! {
    accept "accept" accesskey "accesskey" action "action" alt "alt" aria_activedescendant "aria-activedescendant"
    aria_atomic "aria-atomic" aria_autocomplete "aria-autocomplete" aria_busy "aria-busy" aria_checked "aria-checked"
    aria_controls "aria-controls" aria_current "aria-current" aria_describedby "aria-describedby"
    aria_details "aria-details" aria_disabled "aria-disabled" aria_errormessage "aria-errormessage"
    aria_expanded "aria-expanded" aria_haspopup "aria-haspopup" aria_hidden "aria-hidden" aria_invalid "aria-invalid"
    aria_label "aria-label" aria_labelledby "aria-labelledby" aria_level "aria-level" aria_live "aria-live"
    aria_modal "aria-modal" aria_multiselectable "aria-multiselectable" aria_orientation "aria-orientation"
    aria_owns "aria-owns" aria_placeholder "aria-placeholder" aria_posinset "aria-posinset" aria_pressed "aria-pressed"
    aria_readonly "aria-readonly" aria_relevant "aria-relevant" aria_required "aria-required"
    aria_roledescription "aria-roledescription" aria_selected "aria-selected" aria_setsize "aria-setsize"
    aria_sort "aria-sort" aria_valuemax "aria-valuemax" aria_valuemin "aria-valuemin" aria_valuenow "aria-valuenow"
    aria_valuetext "aria-valuetext" autocapitalize "autocapitalize" autocomplete "autocomplete" autofocus "autofocus"
    checked "checked" class "class" cols "cols" colspan "colspan" contenteditable "contenteditable" datetime "datetime"
    dir "dir" disabled "disabled" download "download" draggable "draggable" enterkeyhint "enterkeyhint" r#for "for"
    form "form" height "height" hidden "hidden" href "href" hreflang "hreflang" id "id" inert "inert"
    inputmode "inputmode" lang "lang" list "list" max "max" maxlength "maxlength" method "method" min "min"
    minlength "minlength" multiple "multiple" name "name" novalidate "novalidate" open "open" part "part"
    pattern "pattern" placeholder "placeholder" popover "popover" readonly "readonly" referrerpolicy "referrerpolicy"
    rel "rel" required "required" role "role" rows "rows" rowspan "rowspan" scope "scope" selected "selected"
    size "size" slot "slot" span "span" spellcheck "spellcheck" src "src" srcset "srcset" start "start" step "step"
    tabindex "tabindex" target "target" title "title" translate "translate" r#type "type" value "value" width "width"
    wrap "wrap"
}
