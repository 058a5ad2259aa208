<?php
/**
 * The plugin's tests, without WordPress: `php run.php`, and `WITH_MODULES=0 php run.php` for WordPress before 6.5.
 */

error_reporting( E_ALL );
set_error_handler(
	function ( $level, $message, $file, $line ) {
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);

require __DIR__ . '/wordpress.php';

$count = array( 0, 0 );
function same( $expected, $actual, $what ) {
	global $count;
	++$count[ $expected === $actual ? 0 : 1 ];
	if ( $expected !== $actual ) {
		echo "not ok: $what\n  expected " . var_export( $expected, true ) . "\n  actual   " . var_export( $actual, true ) . "\n";
	}
}
function set( $options ) {
	$GLOBALS['wp']['options'] = array( POINTS_WIDGET_OPTION => $options );
	$GLOBALS['wp']['scripts'] = array();
	$GLOBALS['wp']['modules'] = array();
}

const CDN   = 'https://cdn.example/points-widget.js';
$fallback   = '<p>Collect your points here. If no form appears, tap here or reload the page.</p></points-widget>';
$has_module = function_exists( 'wp_enqueue_script_module' );

set( array( 'api_base' => '/points', 'script' => CDN ) );
same( "<points-widget api-base=\"/points\">$fallback", do_shortcode( '[points_widget]' ), 'the settings are the defaults' );
same(
	'<points-widget api-base="https://other.example/p" view="redeem" time-zone="Asia/Ho_Chi_Minh"><p>Call us.</p></points-widget>',
	do_shortcode( '[points_widget view="redeem" time_zone="Asia/Ho_Chi_Minh" api_base="https://other.example/p"]<p>Call us.</p>[/points_widget]' ),
	'attributes take precedence over settings, and have the element\'s names'
);
same( "<points-widget api-base=\"/points\">$fallback", do_shortcode( '[points_widget onclick="alert(1)" style="x" id="y"]' ), 'unknown names are dropped' );
same(
	"<points-widget api-base=\"/points\" name=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">$fallback",
	points_widget_shortcode( array( 'name' => '"><script>alert(1)</script>' ) ),
	'attribute values are escaped'
);
same( "<points-widget>$fallback", points_widget_shortcode( array( 'api_base' => 'javascript:alert(1)', 'consent_href' => 'data:text/html,x' ) ), 'URLs of other schemes are dropped' );
same( '<points-widget api-base="/points"><p>x</p></points-widget>', points_widget_shortcode( '', '<script>alert(1)</script><p onclick="a()">x</p>' ), 'the fallback is cleaned' );
same(
	"<points-widget api-base=\"/points\" messages=\"{&quot;en&quot;:{&quot;submit&quot;:&quot;Go&quot;}}\">$fallback",
	do_shortcode( "[points_widget messages='{\"en\":{\"submit\":\"Go\"}}']" ),
	'messages are JSON in single quotes'
);

$manifest   = json_decode( file_get_contents( dirname( __DIR__, 3 ) . '/npm/custom-elements.json' ), true );
$attributes = array_column( $manifest['modules'][0]['declarations'][0]['attributes'], 'name' );
$known      = str_replace( '_', '-', array_merge( POINTS_WIDGET_ADDRESSES, POINTS_WIDGET_TEXTS ) );
sort( $attributes );
sort( $known );
same( $attributes, $known, 'the shortcode knows every attribute of the element' );

set( array( 'api_base' => '/points', 'script' => CDN ) );
do_shortcode( '[points_widget] and [points_widget view="history"]' );
same(
	$has_module ? '<script type="module" src="' . CDN . "\" id=\"points-widget-js-module\"></script>\n" : '<script type="module" src="' . CDN . "\" id=\"points-widget-js\"></script>\n",
	wp_footer(),
	'the script is printed once, as a module, without a version'
);
wp_enqueue_script( 'theme', 'https://brand.example/theme.js', array(), null, true );
same( true, false !== strpos( wp_footer(), "<script type='text/javascript' src='https://brand.example/theme.js' id='theme-js'>" ), 'other scripts are unchanged' );

set( array() );
same( "<points-widget>$fallback", do_shortcode( '[points_widget]' ), 'without settings the fallback shows' );
same( '', wp_footer(), 'and there is no script' );
set( 'broken' );
same( "<points-widget>$fallback", do_shortcode( '[points_widget]' ), 'an option of another type is ignored' );

same(
	array( 'api_base' => '/points', 'script' => '' ),
	points_widget_clean( array( 'api_base' => ' /points ', 'script' => 'javascript:alert(1)', 'more' => 'x' ) ),
	'settings are URLs'
);
same( array( 'api_base' => '', 'script' => '' ), points_widget_clean( 'x' ), 'settings of another type are ignored' );

do_action( 'admin_init' );
do_action( 'admin_menu' );
same( 'manage_options', $GLOBALS['wp']['page'][0], 'the page requires the capability manage_options' );
ob_start();
$GLOBALS['wp']['page'][1]();
$page = ob_get_clean();
same( true, false !== strpos( $page, 'There is no script' ), 'the page says when there is no script' );
same( true, false !== strpos( $page, '<label for="points_widget_api_base">' ) && false !== strpos( $page, 'id="points_widget_api_base" name="points_widget[api_base]"' ), 'fields have labels' );

set( array( 'api_base' => '"><b>', 'script' => CDN ) );
ob_start();
points_widget_field( array( 'key' => 'api_base', 'label_for' => 'x' ) );
same( true, false !== strpos( ob_get_clean(), 'value="&quot;&gt;&lt;b&gt;">' ), 'field values are escaped' );

define( 'POINTS_WIDGET_API_BASE', 'https://constant.example/points' );
same( "<points-widget api-base=\"https://constant.example/points\">$fallback", do_shortcode( '[points_widget]' ), 'a constant takes precedence over the setting' );
ob_start();
points_widget_field( array( 'key' => 'api_base', 'label_for' => 'x' ) );
same( true, false !== strpos( ob_get_clean(), ' disabled>' ), 'and cannot be changed there' );

echo "{$count[0]} passed, {$count[1]} failed\n";
exit( $count[1] ? 1 : 0 );
